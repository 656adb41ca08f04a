package io.symbolon.benchmarks.web;

import io.symbolon.benchmarks.peers.Library;
import io.symbolon.benchmarks.peers.SampleClaims;
import io.symbolon.benchmarks.peers.SampleTokens;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Signs users in. */
final class Callers {
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private Callers() {}

    static List<Caller> signIn(ServerSetup setup, int port, int count) throws Exception {
        List<Caller> callers = new ArrayList<>();
        SampleTokens tokens = SampleTokens.of(Library.SYMBOLON, setup.key());
        HttpClient client = HttpClient.newHttpClient();
        for (int i = 0; i < count; i++) {
            String name = "user-" + i;
            callers.add(
                    setup.protection() == Protection.SPRING_SESSION
                            ? Caller.withCookie(name, cookie(client, port, name))
                            : Caller.withToken(name, tokens.token(SampleClaims.of(name))));
        }
        return callers;
    }

    private static String cookie(HttpClient client, int port, String name) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + port + SessionsOnRedis.SIGN_IN_PATH))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("username=" + name + "&password=" + SessionsOnRedis.PASSWORD))
                .timeout(LONGEST)
                .build();
        HttpResponse<Void> answer = client.send(request, HttpResponse.BodyHandlers.discarding());
        return answer.headers().allValues("Set-Cookie").stream()
                .filter(cookie -> cookie.startsWith(SessionsOnRedis.COOKIE + '='))
                .map(cookie -> cookie.split(";", -1)[0])
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("signed in without a cookie"));
    }
}
