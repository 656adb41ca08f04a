package com.example;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.symbolon.http.AccessTokenPrincipal;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class ParcelsTest {
    private final HttpClient http = HttpClient.newHttpClient();

    @TestHTTPResource
    URI server;

    @Test
    void whoHasSignedInSeesTheirParcels() throws Exception {
        assertThat(send(request("/parcels", accessToken())).body())
                .isEqualTo("An Analytical Engine, in parts, for ada");
    }

    @Test
    void withoutATokenTheAnswerIsToSignIn() throws Exception {
        HttpResponse<String> refused = send(request("/parcels", ""));

        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(refused.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(member("action", refused)).isEqualTo("SIGN_IN");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/sign-in/../parcels",
                "/sign-in/%2e%2e/parcels",
                "/sign-in/..;/parcels",
                "/sign-in;/../parcels",
                "//parcels",
                "/parcels/",
                "/parcels;sign-in",
                "/parcels?/sign-in"
            })
    void noOtherWayOfWritingAPathGoesPastTheFilter(String path) throws Exception {
        assertThat(send(request(path, "")).statusCode()).isGreaterThanOrEqualTo(400);
    }

    @Test
    void aWrongPasswordSignsNobodyIn() throws Exception {
        assertThat(signIn("wrong").statusCode()).isEqualTo(403);
    }

    @Test
    void whatAResourceThrowsIsAnsweredWithAProblem() throws Exception {
        HttpResponse<String> refused = send(request("/identity/pin", accessToken()));

        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(member("code", refused)).isEqualTo("FACTOR_MISSING");
    }

    @Test
    void quarkusKnowsWhoCallsAndWhatTheyMayDo() throws Exception {
        String token = accessToken();

        assertThat(send(request("/identity", token)).body()).isEqualTo("ada");
        assertThat(send(request("/identity/postmen", token)).statusCode()).isEqualTo(403);
    }

    @Test
    void aJsonWebTokenIsInjectedThatHasTheVerifiedTokensClaimsAndRolesAsGroups() throws Exception {
        String token = accessToken();

        assertThat(send(request("/identity/token", token)).body())
                .isEqualTo("ada of http://localhost:8080 for [parcels] in [customer], exp after iat, text: " + token);
        assertThat(send(request("/identity/token", "")).statusCode()).isEqualTo(401);
    }

    @Test
    void aSessionKnowsFromWhereItWasStarted() throws Exception {
        assertThat(send(request("/sessions", accessToken())).body()).contains("127.0.0.1");
    }

    @Test
    void aRefreshTokenBuysTheNextTokens() throws Exception {
        String refreshToken = member("refresh_token", signIn("analytical+engine"));

        HttpResponse<String> next = send(refresh(BodyPublishers.ofString(body(refreshToken))));

        assertThat(send(request("/parcels", member("access_token", next))).statusCode())
                .isEqualTo(200);
    }

    @Test
    void aBodyWhoseLengthIsNotKnownIsReadToo() throws Exception {
        byte[] body = body(member("refresh_token", signIn("analytical+engine"))).getBytes(StandardCharsets.UTF_8);

        HttpResponse<String> next =
                send(refresh(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body))));

        assertThat(next.statusCode()).isEqualTo(200);
    }

    @Test
    void signingOutEverywhereStopsAllTokensAtOnce() throws Exception {
        String laptop = accessToken();
        String phone = accessToken();

        send(request("/sessions/revoke-all", laptop).POST(BodyPublishers.noBody()));

        assertThat(member("code", send(request("/parcels", phone)))).isEqualTo("REVOKED");
    }

    private String accessToken() throws IOException, InterruptedException {
        return member("access_token", signIn("analytical+engine"));
    }

    private HttpResponse<String> signIn(String password) throws IOException, InterruptedException {
        return send(request("/sign-in", "")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("name=ada&password=" + password)));
    }

    private HttpRequest.Builder refresh(HttpRequest.BodyPublisher body) {
        return request("/session/refresh", "")
                .header("Content-Type", "application/json")
                .POST(body);
    }

    private static String body(String refreshToken) {
        return "{\"refresh_token\": \"" + refreshToken + "\"}";
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path, String token) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + server.getPort() + path));
        return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
    }

    private static String member(String name, HttpResponse<String> answer) {
        Matcher member = Pattern.compile("\"" + name + "\":\"([^\"]+)\"").matcher(answer.body());
        assertThat(member.find()).as(answer.body()).isTrue();
        return member.group(1);
    }

    /** What Quarkus makes of the token's principal. */
    @Path("/identity")
    public static class Identity {
        @Inject
        SecurityIdentity identity;

        @Inject
        JsonWebToken token;

        @GET
        public String name() {
            return ((AccessTokenPrincipal) identity.getPrincipal()).accessToken().subject();
        }

        @GET
        @Path("postmen")
        @RolesAllowed("postman")
        public String postmen() {
            return "Postmen only.";
        }

        @GET
        @Path("token")
        @RolesAllowed("customer")
        public String token() {
            return token.getName() + " of " + token.getClaim("iss") + " for " + token.getAudience() + " in "
                    + token.getGroups()
                    + (token.getExpirationTime() > token.getIssuedAtTime() ? ", exp after iat, text: " : "")
                    + token.getRawToken();
        }

        @GET
        @Path("pin")
        public String pin() {
            ((AccessTokenPrincipal) identity.getPrincipal()).accessToken().requireFactor("otp", Duration.ofMinutes(5));
            return "1815";
        }
    }
}
