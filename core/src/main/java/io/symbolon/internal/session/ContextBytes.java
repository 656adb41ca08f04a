package io.symbolon.internal.session;

import io.symbolon.Device;
import io.symbolon.SessionContext;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** A session context as bytes: which fields it has, then their texts. */
final class ContextBytes {
    private static final int HAS_DEVICE = 1;
    private static final int HAS_LOCATION = 2;

    private ContextBytes() {}

    static byte[] write(SessionContext context) {
        @Nullable Device device = context.device();
        @Nullable String location = context.location();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte((device == null ? 0 : HAS_DEVICE) | (location == null ? 0 : HAS_LOCATION));
            out.writeUTF(context.ip());
            if (device != null) {
                out.writeUTF(device.type());
                out.writeUTF(device.name());
            }
            if (location != null) {
                out.writeUTF(location);
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    /** @throws IllegalArgumentException if the bytes are not a context */
    static SessionContext read(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            int fields = in.readUnsignedByte();
            String ip = in.readUTF();
            @Nullable Device device = (fields & HAS_DEVICE) == 0 ? null : new Device(in.readUTF(), in.readUTF());
            @Nullable String location = (fields & HAS_LOCATION) == 0 ? null : in.readUTF();
            return new SessionContext(ip, device, location);
        } catch (IOException damaged) {
            throw new IllegalArgumentException("a session's context is damaged");
        }
    }
}
