package io.symbolon.benchmarks.web;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** One connection, with one request at a time. For one thread. */
final class Connection implements AutoCloseable {
    private static final int LONGEST_ANSWER = 16 * 1024;
    private static final String GOOD = "http/1.1 200";
    private static final String END_OF_HEAD = "\r\n\r\n";
    private static final String LENGTH = "\r\ncontent-length:";

    private final SocketChannel channel;
    private final ByteBuffer answer = ByteBuffer.allocate(LONGEST_ANSWER);
    private String expected = "";
    private boolean isRight;
    private long sentAt;

    Connection(SocketChannel channel) throws IOException {
        this.channel = channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    }

    /** Sends a request, which is small enough to go at once. */
    void send(Caller caller) throws IOException {
        expected = caller.name();
        answer.clear();
        ByteBuffer request = caller.request().duplicate();
        sentAt = System.nanoTime();
        while (request.hasRemaining()) {
            channel.write(request);
        }
    }

    /** Reads what has come; tells whether the answer is complete. */
    boolean hasAnswer() throws IOException {
        if (channel.read(answer) <= 0) {
            throw new IOException("the server has ended the connection, or its answer is too long");
        }
        String text = new String(answer.array(), 0, answer.position(), StandardCharsets.ISO_8859_1);
        int headEnd = text.indexOf(END_OF_HEAD);
        if (headEnd < 0) {
            return false;
        }
        String head = text.substring(0, headEnd + 2).toLowerCase(Locale.ROOT);
        int bodyStart = headEnd + END_OF_HEAD.length();
        int missing = bodyStart + length(head) - text.length();
        if (missing < 0) {
            throw new IOException("the answer is longer than it says");
        }
        isRight = head.startsWith(GOOD) && text.substring(bodyStart).equals(expected);
        return missing == 0;
    }

    /** Whether the answer is 200 and names the caller. */
    boolean isRight() {
        return isRight;
    }

    long sentAt() {
        return sentAt;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private static int length(String head) throws IOException {
        int start = head.indexOf(LENGTH);
        if (start < 0) {
            throw new IOException("the answer does not say how long it is");
        }
        int valueStart = start + LENGTH.length();
        return Integer.parseInt(
                head.substring(valueStart, head.indexOf("\r\n", valueStart)).strip());
    }
}
