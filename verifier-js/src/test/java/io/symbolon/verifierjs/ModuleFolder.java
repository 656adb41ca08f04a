package io.symbolon.verifierjs;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The module's folder over HTTP, for a browser of this machine. */
record ModuleFolder(HttpServer server) implements AutoCloseable {
    private static final Path FOLDER = Path.of("").toAbsolutePath();

    static ModuleFolder serve() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", ModuleFolder::answer);
            server.start();
            return new ModuleFolder(server);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** A secure context: only there a browser has WebCrypto. */
    String address() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private static void answer(HttpExchange exchange) throws IOException {
        Path file =
                FOLDER.resolve(exchange.getRequestURI().getPath().substring(1)).normalize();
        boolean isThere = file.startsWith(FOLDER) && Files.isRegularFile(file);
        byte[] body = isThere ? Files.readAllBytes(file) : "<!doctype html>".getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type(isThere, file.toString()));
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static String type(boolean isThere, String name) {
        if (!isThere) {
            return "text/html";
        }
        return name.endsWith(".js") ? "text/javascript" : "application/json";
    }
}
