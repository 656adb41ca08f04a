package io.symbolon.http.contract;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Sends bytes that no well-behaved client would. */
public final class RawHttp {
    private static final int TIMEOUT_MILLIS = 60_000;
    private static final int STATUS_BYTES = "HTTP/1.1 200".length();

    private RawHttp() {}

    /**
     * Sends a request and returns the whole answer as text.
     *
     * @param head request line and headers, one a line; Host and Connection are added
     */
    static String send(int port, String head, String body) {
        return sendTo("127.0.0.1:" + port, port, head, body);
    }

    /** The same for another name of the server. */
    static String sendTo(String host, int port, String head, String body) {
        return exchange(host, port, head.strip() + "\nConnection: close", body, InputStream::readAllBytes);
    }

    /** Sends a request with these headers and Host, and hangs up after the status of the answer. */
    static int statusOf(int port, String head) {
        return status(exchange("127.0.0.1:" + port, port, head, "", in -> in.readNBytes(STATUS_BYTES)));
    }

    private static String exchange(String host, int port, String head, String body, Reading reading) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            String request = head.strip().replace("\n", "\r\n") + "\r\nHost: " + host + "\r\n\r\n" + body;
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            return new String(reading.of(socket.getInputStream()), StandardCharsets.ISO_8859_1);
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** What is read of an answer. */
    private interface Reading {
        byte[] of(InputStream in) throws IOException;
    }

    static int status(String answer) {
        return Integer.parseInt(answer.substring("HTTP/1.1 ".length(), STATUS_BYTES));
    }
}
