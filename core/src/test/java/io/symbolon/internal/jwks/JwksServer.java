package io.symbolon.internal.jwks;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.symbolon.internal.keys.Keytool;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A real https server on a free port of this machine, with a certificate of its own. */
public final class JwksServer implements AutoCloseable {
    private final HttpsServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final SSLContext tls;
    private final AtomicInteger requests = new AtomicInteger();
    private volatile HttpHandler handler = exchange -> exchange.sendResponseHeaders(404, -1);

    public JwksServer(Path folder) throws IOException, InterruptedException, GeneralSecurityException {
        KeyStore store = Keytool.keyPair(folder.resolve("tls.p12"), "tls", "-keyalg", "EC", "-groupname", "secp256r1");
        tls = tls(store);
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls));
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            requests.incrementAndGet();
            try (exchange) {
                handler.handle(exchange);
            }
        });
        server.start();
    }

    public URI address() {
        return URI.create("https://localhost:" + server.getAddress().getPort() + "/.well-known/jwks.json");
    }

    /** A client that trusts this server. */
    public HttpClient.Builder client() {
        return HttpClient.newBuilder().sslContext(tls);
    }

    public int requests() {
        return requests.get();
    }

    public void answer(HttpHandler next) {
        handler = next;
    }

    public void answer(String document) {
        answer(200, document);
    }

    public void answer(int status, String document) {
        handler = exchange -> send(exchange, status, document);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private static void send(HttpExchange exchange, int status, String document) throws IOException {
        byte[] body = document.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/jwk-set+json");
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    private static SSLContext tls(KeyStore store) throws GeneralSecurityException {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, Keytool.PASSWORD.toCharArray());
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        try {
            trusted.load(null, null);
            trusted.setCertificateEntry("server", store.getCertificate("tls"));
        } catch (IOException impossible) {
            throw new GeneralSecurityException(impossible);
        }
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }
}
