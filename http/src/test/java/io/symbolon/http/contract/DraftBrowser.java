package io.symbolon.http.contract;

import io.symbolon.http.contract.TestClient.Answer;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A browser that follows the algorithms of the draft "Device Bound Session Credentials", step by step; the names of the
 * methods are those of its sections. Its requests are the client's, cookies included.
 */
public final class DraftBrowser {
    private static final Pattern REGISTRATION =
            Pattern.compile("\\(([A-Za-z0-9 ]+)\\);path=\"([^\"]*)\";challenge=\"([^\"]*)\"");
    private static final Pattern CHALLENGE = Pattern.compile("\"([^\"]*)\";id=\"([^\"]*)\"");
    private static final Pattern CREDENTIAL =
            Pattern.compile("\\{\"type\":\"cookie\",\"name\":\"([^\"]+)\",\"attributes\":\"([^\"]*)\"}");

    /** What the browser keeps of a session. */
    private static final class DeviceBoundSession {
        private final String identifier;
        private final String refreshUrl;
        private final List<String> credentials;
        private Optional<String> cachedChallenge = Optional.empty();

        DeviceBoundSession(String identifier, String refreshUrl, List<String> credentials) {
            this.identifier = identifier;
            this.refreshUrl = refreshUrl;
            this.credentials = credentials;
        }
    }

    private final TestClient client;
    private final List<Integer> refreshStatuses = new ArrayList<>();
    private KeyPair keyPair = newKeyPair();
    private Optional<DeviceBoundSession> session = Optional.empty();
    private Optional<String> skipped = Optional.empty();

    public DraftBrowser(TestClient client) {
        this.client = client;
    }

    /** The requests of a page: they are ours only in so far as the browser runs its algorithms around them. */
    Answer get(String path) {
        return withSession(() -> page().get(path));
    }

    Answer post(String path, String body) {
        return withSession(() -> page().post(path, body));
    }

    boolean hasSession() {
        return session.isPresent();
    }

    String identifier() {
        return session.orElseThrow().identifier;
    }

    List<Integer> refreshStatuses() {
        return refreshStatuses;
    }

    String thumbprint() {
        return encode(sha256(jwk()));
    }

    /** As when the browser lost what it keeps in hardware. */
    void replaceKey() {
        keyPair = newKeyPair();
    }

    /** As when a person clears what sites have stored, but for cookies. */
    void forgetSession() {
        session = Optional.empty();
    }

    /** Section "Process session registration". Tells the answer of the registration, if there was one. */
    public Optional<Answer> processSessionRegistration(Answer answer) {
        Optional<String> header = answer.header("secure-session-registration");
        if (header.isEmpty()) {
            return Optional.empty();
        }
        Matcher entry = REGISTRATION.matcher(header.get());
        if (!entry.matches() || !List.of(entry.group(1).split(" ")).contains("ES256")) {
            throw new AssertionError("not a registration: " + header.get());
        }
        Answer registered = client.with("Secure-Session-Response", '"' + registration(entry.group(3)) + '"')
                .post(entry.group(2), null);
        if (registered.status() >= 200 && registered.status() < 300) {
            createSession(registered, entry.group(2));
        }
        return Optional.of(registered);
    }

    /** A proof for a registration: section "DBSC Proof JWT Syntax". */
    public String registration(String challenge) {
        return signed("{\"alg\":\"ES256\",\"typ\":\"dbsc+jwt\",\"jwk\":" + jwk() + "}", payload(challenge));
    }

    String proof(String challenge) {
        return signed("{\"alg\":\"ES256\",\"typ\":\"dbsc+jwt\"}", payload(challenge));
    }

    /** Section "Create session". */
    private void createSession(Answer answer, String destination) {
        String identifier = answer.json("session_identifier");
        String refreshUrl = answer.json("refresh_url");
        Matcher credential = CREDENTIAL.matcher(answer.body());
        List<String> credentials = new ArrayList<>();
        while (credential.find()) {
            TestClient.Kept cookie = client.kept(credential.group(1));
            requireSameAttributes(credential.group(2), cookie);
            credentials.add(credential.group(1));
        }
        if (identifier.isEmpty() || credentials.isEmpty() || !answer.body().contains("\"include_site\":false")) {
            throw new AssertionError("not the instructions of a session: " + answer.body());
        }
        session = Optional.of(
                new DeviceBoundSession(identifier, refreshUrl.isEmpty() ? destination : refreshUrl, credentials));
    }

    /** Section "Identify if missing session credential": all but age and expiry have to be the same. */
    private static void requireSameAttributes(String expected, TestClient.Kept cookie) {
        List<String> described = new ArrayList<>();
        for (String attribute : expected.split("; ", -1)) {
            described.add(attribute.toLowerCase(Locale.ROOT));
        }
        List<String> kept = new ArrayList<>();
        cookie.attributes().forEach((name, value) -> {
            if (!name.equals("max-age")) {
                kept.add((value.isEmpty() ? name : name + "=" + value).toLowerCase(Locale.ROOT));
            }
        });
        if (!described.containsAll(kept) || !kept.containsAll(described)) {
            throw new AssertionError("the credential is " + described + ", the cookie " + kept);
        }
    }

    private Answer withSession(Supplier<Answer> request) {
        identifySessionNeedingRefresh().ifPresent(this::sendRefresh);
        Answer answer = request.get();
        cacheChallenge(answer);
        processSessionRegistration(answer);
        return answer;
    }

    private TestClient page() {
        return skipped.map(why -> client.with("Secure-Session-Skipped", why)).orElse(client);
    }

    private Optional<DeviceBoundSession> identifySessionNeedingRefresh() {
        skipped = Optional.empty();
        return session.filter(bound -> !client.jar().keySet().containsAll(bound.credentials));
    }

    /** Section "Send request". */
    private void sendRefresh(DeviceBoundSession bound) {
        for (int signed = 0; signed < 5; signed++) {
            TestClient refreshing = client.with("Sec-Secure-Session-Id", '"' + bound.identifier + '"')
                    .with("Sec-Fetch-Site", "");
            Answer answer = bound.cachedChallenge
                    .map(challenge -> refreshing.with("Secure-Session-Response", '"' + proof(challenge) + '"'))
                    .orElse(refreshing)
                    .post(bound.refreshUrl, null);
            refreshStatuses.add(answer.status());
            cacheChallenge(answer);
            if (answer.status() == 403) {
                if (answer.header("secure-session-challenge").isEmpty()) {
                    throw new AssertionError("403 without a challenge");
                }
                continue;
            }
            if (answer.status() >= 400 && answer.status() < 500) {
                session = Optional.empty();
            } else if (answer.status() >= 500) {
                skipped = Optional.of("server_error;session_identifier=\"" + bound.identifier + '"');
            }
            return;
        }
    }

    /** Section "Cache challenge". */
    private void cacheChallenge(Answer answer) {
        answer.header("secure-session-challenge").map(CHALLENGE::matcher).ifPresent(header -> {
            if (!header.matches()) {
                throw new AssertionError("not a challenge");
            }
            session.filter(bound -> bound.identifier.equals(header.group(2)))
                    .ifPresent(bound -> bound.cachedChallenge = Optional.of(header.group(1)));
        });
    }

    /** Any header and payload, signed with the key. */
    public String signed(String header, String payload) {
        String unsigned = encode(header) + '.' + encode(payload);
        try {
            Signature engine = Signature.getInstance("SHA256withECDSAinP1363Format");
            engine.initSign(keyPair.getPrivate());
            engine.update(unsigned.getBytes(StandardCharsets.US_ASCII));
            return unsigned + '.' + encode(engine.sign());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String payload(String challenge) {
        return "{\"jti\":\"" + challenge + "\"}";
    }

    public String jwk() {
        ECPublicKey key = (ECPublicKey) keyPair.getPublic();
        return "{\"crv\":\"P-256\",\"kty\":\"EC\",\"x\":\""
                + encode(bytes(key.getW().getAffineX())) + "\",\"y\":\""
                + encode(bytes(key.getW().getAffineY())) + "\"}";
    }

    private static byte[] bytes(BigInteger number) {
        byte[] signed = number.toByteArray();
        byte[] bytes = new byte[32];
        int length = Math.min(signed.length, bytes.length);
        System.arraycopy(signed, signed.length - length, bytes, bytes.length - length, length);
        return bytes;
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String encode(String text) {
        return encode(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static KeyPair newKeyPair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
