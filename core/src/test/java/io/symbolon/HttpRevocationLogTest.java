package io.symbolon;

import static io.symbolon.fixture.Waiting.soon;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.symbolon.fixture.CapturedLog;
import io.symbolon.fixture.Nodes;
import io.symbolon.storage.LogCursor;
import io.symbolon.storage.LogPage;
import io.symbolon.storage.Revocation;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A revocation feed as a verifier reads it, whatever answers at its address. */
class HttpRevocationLogTest {
    private static final String SECRET = "s3cret-0123456789abcdef0123456789abcdef";
    private static final String PAGE = """
            {"cursor":"c1","restarted":false,"at_end":true,"now":%NOW%,"contact_age":%AGE%,"nonce":"%NONCE%",
             "retention":7200000,"clock_margin":300000,"added_later":[{"a":1}],"entries":[%ENTRIES%]}""";

    @AutoClose
    private final CapturedLog output = new CapturedLog();

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger requests = new AtomicInteger();
    private volatile Answer answer = new Answer(200, PAGE);
    private volatile String entries = "";
    private volatile long contactAge;
    private volatile String query = "";
    private HttpServer server;

    private record Answer(int status, String body) {}

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/feed", this::serve);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        threads.shutdownNow();
    }

    @Test
    void aPageIsReadWithAllThatItSays() throws InterruptedException {
        SessionId session = SessionId.of(1, 2);
        entries = """
                {"target":"session","sid":"%s","sub":"user-1","kind":"ended","min_version":"ended","cause":"SIGNED_OUT","at":1},
                {"target":"subject","sub":"user-2","kind":"outdated","min_version":77,"at":2,"added_later":true},
                {"target":"subject","sub":"user-3","kind":"frozen","min_version":9007199254740993,"cause":"LATER","at":3},
                {"target":"everything","partitions":"CAAIAAgACAAIAAgACAAIAAgACAAIAAgACAAIAAgACAA","kind":"ended",
                 "min_version":5,"cause":"ADMINISTRATOR","at":4},
                {"target":"tenant","kind":"ended","min_version":6,"at":5}""".formatted(session);
        contactAge = 250;

        LogPage page = log().read(new LogCursor("c0 &+"), Duration.ofMillis(333));

        assertThat(query).startsWith("after=c0+%26%2B&wait=0.333&nonce=");
        assertThat(page.next()).isEqualTo(new LogCursor("c1"));
        assertThat(page.restarted()).isFalse();
        assertThat(page.atEnd()).isTrue();
        assertThat(page.contactAge()).isEqualTo(Duration.ofMillis(250));
        assertThat(page.revocations())
                .containsExactly(
                        Revocation.sessionEnded(
                                Optional.of("user-1"), session, RevocationCause.SIGNED_OUT, Instant.ofEpochMilli(1)),
                        Revocation.subjectOutdated("user-2", 77, Instant.ofEpochMilli(2)),
                        new Revocation(
                                new Revocation.OfSubject("user-3"),
                                new Revocation.Kind("frozen"),
                                9_007_199_254_740_993L,
                                Optional.of(RevocationCause.UNKNOWN),
                                Instant.ofEpochMilli(3)),
                        Revocation.everythingEnded(
                                SessionPartitions.of(3, 16), 5, RevocationCause.ADMINISTRATOR, Instant.ofEpochMilli(4)),
                        new Revocation(
                                new Revocation.OfUnknown("tenant"),
                                Revocation.Kind.ENDED,
                                6,
                                Optional.empty(),
                                Instant.ofEpochMilli(5)));
    }

    @Test
    void anEntryOfWhichCannotBeToldWhomItConcernsIsNotPassedOver() throws InterruptedException {
        List<String> unreadable = List.of(
                "{\"target\":\"session\",\"sid\":\"x\",\"kind\":\"ended\",\"min_version\":\"ended\",\"at\":1}",
                "{\"target\":\"session\",\"kind\":\"ended\",\"min_version\":\"ended\",\"at\":1}",
                "{\"target\":\"subject\",\"kind\":\"ended\",\"min_version\":5,\"at\":1}",
                "{\"target\":\"subject\",\"sub\":\"u\",\"kind\":\"ended\",\"min_version\":\"never\",\"at\":1}",
                "{\"target\":\"subject\",\"sub\":\"u\",\"kind\":\"ended\",\"min_version\":-1,\"at\":1}",
                "{\"target\":\"subject\",\"sub\":\"u\",\"kind\":\"ended\",\"min_version\":1.5,\"at\":1}",
                "{\"target\":\"everything\",\"partitions\":\"AA\",\"kind\":\"ended\",\"min_version\":5,\"at\":1}");
        entries = String.join(",", unreadable);

        assertThat(log().read(LogCursor.START, Duration.ZERO).revocations())
                .hasSameSizeAs(unreadable)
                .allMatch(entry -> entry.target() instanceof Revocation.OfUnknown && entry.ends());
    }

    @Test
    void aVerifierThatIsRefusedDoesNotStartAndSaysWhy() {
        assertRefusal(401, "does not know this caller (401): check the secret");
        assertRefusal(403, "refuses this caller (403): give it the right to see subjects");
        assertRefusal(404, "is not there (404): is the address right, and the feed on?");
        assertRefusal(302, "answered with the status 302");
        assertRefusal(503, "answered with the status 503");
    }

    @Test
    void whatIsNoPageIsNoContact() {
        for (String body : List.of(
                "",
                "<html></html>",
                "[]",
                "{}",
                PAGE.replace("\"cursor\":\"c1\",", ""),
                PAGE.replace("\"retention\":7200000", "\"retention\":0"),
                PAGE.replace("\"clock_margin\":300000", "\"clock_margin\":\"300000\""),
                PAGE.replace("\"at_end\":true", "\"at_end\":1"),
                PAGE.replace("\"contact_age\":%AGE%", "\"contact_age\":-1"),
                PAGE.replace("\"contact_age\":%AGE%", "\"contact_age\":9223372036854775807"),
                PAGE.replace("[%ENTRIES%]", "[1]"),
                PAGE.replace("[%ENTRIES%]", "[{\"target\":\"subject\"}]"),
                PAGE.replace("\"cursor\":\"c1\"", "\"cursor\":\"c1\",\"cursor\":\"c2\""),
                PAGE + "x")) {
            answer = new Answer(200, body);

            assertThatThrownBy(() -> log().read(LogCursor.START, Duration.ZERO))
                    .as(body)
                    .isInstanceOf(SessionStorageException.class)
                    .hasMessageContaining("does not answer with a page: is the address right?");
        }
    }

    @Test
    void aPageThatAnswersAnotherRequestIsNoContact() {
        for (String nonce : List.of("\"nonce\":\"x\"", "\"nonce\":null", "\"other\":1")) {
            answer = new Answer(200, PAGE.replace("\"nonce\":\"%NONCE%\"", nonce));

            assertThatThrownBy(() -> log().read(LogCursor.START, Duration.ZERO))
                    .hasMessageContaining("answered with a page of another request");
        }
    }

    @Test
    void aFeedThatHidesSubjectsIsRefused() {
        answer = new Answer(200, PAGE.replace("\"retention\"", "\"subject_keys\":[\"k\"],\"retention\""));

        assertThatThrownBy(() -> verifier().build())
                .isInstanceOf(SessionStorageException.class)
                .hasMessageContaining("a node does not start without it")
                .hasMessageContaining("shows no subjects to this caller");
    }

    @Test
    void aServerThatIsNotThereIsAnErrorOfBuild() {
        server.stop(0);

        assertThatThrownBy(() -> verifier().build())
                .isInstanceOf(SessionStorageException.class)
                .hasMessageContaining("The revocation feed at " + address() + " does not answer.");
    }

    @Test
    void whoIsAskedToComeLaterDoesNotAskBefore() {
        answer = new Answer(429, "");
        HttpRevocationLog log = log();

        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> log.read(LogCursor.START, Duration.ZERO)).hasMessageContaining("(429)");
        }

        assertThat(requests).hasValue(1);
    }

    @Test
    void theSecretIsSentAndIsInNoMessage() {
        answer = new Answer(401, "");
        HttpRevocationLog log = log();

        assertThatThrownBy(() -> log.read(LogCursor.START, Duration.ZERO)).satisfies(refused -> {
            for (Throwable cause = refused; cause != null; cause = cause.getCause()) {
                assertThat(String.valueOf(cause.getMessage())).doesNotContain(SECRET);
            }
        });
        assertThat(log.toString()).isEqualTo("HttpRevocationLog[" + address() + "]");
        answer = new Answer(200, PAGE);
        assertThat(log.retention()).isEqualTo(Duration.ofHours(2));
        assertThat(output.lines()).noneMatch(line -> line.contains(SECRET));
    }

    @Test
    void whatTheLogKeepsIsKnownFromItsFirstPage() throws InterruptedException {
        HttpRevocationLog log = log();
        log.read(LogCursor.START, Duration.ZERO);

        assertThat(log.retention()).isEqualTo(Duration.ofHours(2));
        assertThat(log.clockMargin()).isEqualTo(Duration.ofMinutes(5));
        assertThat(requests).hasValue(1);
    }

    @Test
    void anAddressThatOthersCouldAnswerForIsRefused() {
        for (String address : List.of(
                "http://login.example.com/session/revocations",
                "ftp://localhost/x",
                "https:///x",
                "https://user:password@login.example.com/x",
                "http://localhost.example.com/x",
                "https://login.example.com/x?after=y",
                "https://login.example.com/x#y")) {
            assertThatIllegalArgumentException()
                    .as(address)
                    .isThrownBy(() -> HttpRevocationLog.of(URI.create(address), SECRET))
                    .withMessageContaining("a revocation feed's address");
        }
        assertThat(HttpRevocationLog.of(URI.create("https://login.example.com/session/revocations"), SECRET))
                .isNotNull();
    }

    @Test
    void aClientThatFollowsRedirectsIsRefused() {
        for (Redirect redirect : List.of(Redirect.ALWAYS, Redirect.NORMAL)) {
            HttpClient client =
                    HttpClient.newBuilder().followRedirects(redirect).build();
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> HttpRevocationLog.of(address(), client, request -> {}))
                    .withMessageContaining("Redirect.NEVER");
        }
    }

    @Test
    void aSecretThatNoHeaderCanHoldIsRefused() {
        for (String secret : List.of("", " ", "a b", "a\r\nb", "\u00e9")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> HttpRevocationLog.of(address(), secret))
                    .withMessageStartingWith("secret has to be");
        }
    }

    @Test
    void theCallerMayAddItsOwnHeaders() throws InterruptedException {
        HttpRevocationLog log = HttpRevocationLog.of(
                address(),
                HttpClient.newHttpClient(),
                request -> request.setHeader("Authorization", "Bearer " + SECRET)
                        .POST(java.net.http.HttpRequest.BodyPublishers.noBody())
                        .uri(URI.create("http://localhost:1/")));

        assertThat(log.read(LogCursor.START, Duration.ZERO).atEnd()).isTrue();
    }

    @Test
    void aReadThatIsInterruptedEnds() throws InterruptedException {
        answer = new Answer(-1, "");
        HttpRevocationLog log = log();
        Thread reading = new Thread(() -> {
            try {
                log.read(LogCursor.START, Duration.ofMinutes(1));
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        });
        reading.start();
        soon().until(() -> requests.get() == 1);

        reading.interrupt();

        soon().until(() -> !reading.isAlive());
    }

    private void assertRefusal(int status, String why) {
        answer = new Answer(status, "");

        assertThatThrownBy(() -> verifier().build())
                .isInstanceOf(SessionStorageException.class)
                .hasMessageContaining("a node does not start without it")
                .hasMessageContaining("The revocation feed at " + address() + " " + why);
    }

    private HttpRevocationLog log() {
        return HttpRevocationLog.of(address(), SECRET);
    }

    private AccessTokenVerifier.Builder verifier() {
        return AccessTokenVerifier.builder()
                .issuer(Nodes.ISSUER)
                .audience(Nodes.AUDIENCE)
                .keys(Nodes.SIGNING_KEYS)
                .revocations(log());
    }

    private URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/feed");
    }

    private void serve(HttpExchange exchange) throws IOException {
        requests.incrementAndGet();
        query = String.valueOf(exchange.getRequestURI().getRawQuery());
        boolean isKnown =
                ("Bearer " + SECRET).equals(exchange.getRequestHeaders().getFirst("Authorization"))
                        && exchange.getRequestMethod().equals("GET");
        Answer given = isKnown ? answer : new Answer(418, "");
        if (given.status() < 0) {
            return;
        }
        byte[] body = given.body()
                .replace("%NOW%", String.valueOf(Clock.systemUTC().millis()))
                .replace("%AGE%", String.valueOf(contactAge))
                .replace("%NONCE%", query.replaceAll(".*nonce=", ""))
                .replace("%ENTRIES%", entries)
                .getBytes(StandardCharsets.UTF_8);
        if (given.status() == 429) {
            exchange.getResponseHeaders().set("Retry-After", "30");
        }
        if (given.status() == 302) {
            exchange.getResponseHeaders().set("Location", "/feed");
        }
        exchange.sendResponseHeaders(given.status(), body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
