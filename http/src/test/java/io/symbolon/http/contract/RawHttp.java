package io.symbolon.http.contract;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

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

    /**
     * Sends a request whose body comes only when its answer is there, and after it another request, unless the answer tells
     * that the server hangs up.
     *
     * @return the first answer and, where it was sent, the other
     */
    static String sendBodyAfterAnswer(int port, String head, String body, String nextHead) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            String host = "127.0.0.1:" + port;
            write(socket, requestHead(host, head.strip() + "\nContent-Length: " + body.length()));
            String answer = text(readHead(socket.getInputStream()));
            if (answer.toLowerCase(Locale.ROOT).contains("\nconnection: close")) {
                return answer;
            }
            write(socket, body + requestHead(host, nextHead.strip() + "\nConnection: close"));
            return answer + text(socket.getInputStream().readAllBytes());
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static byte[] readHead(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!text(head.toByteArray()).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException("No whole head came: " + text(head.toByteArray()));
            }
            head.write(next);
        }
        return head.toByteArray();
    }

    private static String exchange(String host, int port, String head, String body, Reading reading) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            write(socket, requestHead(host, head) + body);
            return text(reading.of(socket.getInputStream()));
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static String requestHead(String host, String head) {
        return head.strip().replace("\n", "\r\n") + "\r\nHost: " + host + "\r\n\r\n";
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /** What is read of an answer. */
    private interface Reading {
        byte[] of(InputStream in) throws IOException;
    }

    static int status(String answer) {
        return Integer.parseInt(answer.substring("HTTP/1.1 ".length(), STATUS_BYTES));
    }
}
