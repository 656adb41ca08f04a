package io.symbolon.redis;

import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.output.NestedMultiOutput;
import io.lettuce.core.protocol.AsyncCommand;
import io.lettuce.core.protocol.Command;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.ProtocolKeyword;
import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A command that is sent at most once. Lettuce sends what was not answered again when it has reconnected; a script that
 * was run, but whose answer was lost, would then be run twice and give a wrong answer ("there was no such session").
 * Instead of the repetition a PING is sent, so that the connection's answers stay in step, and the answer tells.
 * A cluster's redirection is no repetition: the command was not run.
 */
final class OnceCommand extends Command<byte[], byte[], List<Object>> {
    private static final byte[] PING = "*1\r\n$4\r\nPING\r\n".getBytes(StandardCharsets.US_ASCII);

    private volatile boolean sent;
    private volatile boolean lost;
    private volatile boolean redirected;

    OnceCommand(ProtocolKeyword type, CommandArgs<byte[], byte[]> args) {
        super(type, new RedirectAware(), args);
    }

    /** The command in the form that a connection takes. */
    AsyncCommand<byte[], byte[], List<Object>> async() {
        return new AsyncCommand<>(this);
    }

    /** Whether the connection was cut before an answer came, so that it is not known whether the server has acted. */
    boolean isLost() {
        return lost;
    }

    /** Whether another node than the expected one has carried it out. */
    boolean isRedirected() {
        return redirected;
    }

    @Override
    public void encode(ByteBuf buffer) {
        boolean again = getOutput() instanceof RedirectAware aware && aware.takeRedirect();
        redirected |= again;
        if (sent && !again) {
            lost = true;
            buffer.writeBytes(PING);
        } else {
            sent = true;
            super.encode(buffer);
        }
    }

    private static final class RedirectAware extends NestedMultiOutput<byte[], byte[]> {
        private volatile boolean redirected;

        RedirectAware() {
            super(ByteArrayCodec.INSTANCE);
        }

        @Override
        public void setError(ByteBuffer error) {
            super.setError(error);
            note(getError());
        }

        @Override
        public void setError(@Nullable String error) {
            super.setError(error);
            note(error);
        }

        boolean takeRedirect() {
            boolean was = redirected;
            redirected = false;
            return was;
        }

        private void note(@Nullable String error) {
            if (error != null && (error.startsWith("MOVED ") || error.startsWith("ASK "))) {
                redirected = true;
            }
        }
    }
}
