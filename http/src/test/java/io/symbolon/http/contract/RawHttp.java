package io.symbolon.http.contract;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Sends bytes that no well-behaved client would. */
public final class RawHttp {
    private static final int TIMEOUT_MILLIS = 60_000;

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
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            String request =
                    head.strip().replace("\n", "\r\n") + "\r\nHost: " + host + "\r\nConnection: close\r\n\r\n" + body;
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
    }

    static int status(String answer) {
        return Integer.parseInt(answer.substring("HTTP/1.1 ".length(), "HTTP/1.1 200".length()));
    }
}
