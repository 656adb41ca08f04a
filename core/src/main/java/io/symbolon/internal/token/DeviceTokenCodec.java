package io.symbolon.internal.token;

import io.symbolon.Familiarity;
import io.symbolon.internal.keys.RefreshKey;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Device tokens: what a device keeps, so that we know whether a subject has signed in from it before. Each subject is an
 * entry, the newest first:
 *
 * <pre>
 * key id 8 | first bytes of HMAC-SHA-256 of the subject 12
 * </pre>
 *
 * <p>Thread-safe.
 */
public final class DeviceTokenCodec {
    private static final int MOST_SUBJECTS = 10;
    private static final int MAC_BYTES = 12;
    private static final int ENTRY_BYTES = RefreshKey.ID_BYTES + MAC_BYTES;

    private final AuthenticTexts texts;
    private final List<SubjectKey> keys;

    /** The key of the subjects, under the id of the refresh key that it comes from. */
    private record SubjectKey(RefreshKey key, RefreshKey derived) {
        byte[] entry(String subject) {
            byte[] text = subject.getBytes(StandardCharsets.UTF_8);
            byte[] entry = Arrays.copyOf(key.idBytes(), ENTRY_BYTES);
            System.arraycopy(derived.mac(text, text.length), 0, entry, RefreshKey.ID_BYTES, MAC_BYTES);
            return entry;
        }

        boolean made(byte[] entry) {
            return Arrays.equals(key.idBytes(), Arrays.copyOf(entry, RefreshKey.ID_BYTES));
        }
    }

    /** @param keys the first makes tokens, all verify */
    public DeviceTokenCodec(List<RefreshKey> keys) {
        this.texts = new AuthenticTexts("symbolon_dt_", "device token", keys);
        this.keys = keys.stream()
                .map(key -> new SubjectKey(key, key.derived("symbolon device token's subject")))
                .toList();
    }

    public Familiarity familiarity(String subject, Optional<String> token) {
        if (token.isEmpty()) {
            return Familiarity.NEW_DEVICE;
        }
        Optional<List<byte[]>> kept = token.flatMap(this::entries);
        if (kept.isEmpty()) {
            return Familiarity.NOT_KNOWABLE;
        }
        if (kept.get().stream().anyMatch(isOf(subject))) {
            return Familiarity.KNOWN_DEVICE;
        }
        boolean canReadAll = kept.get().stream().allMatch(entry -> keys.stream().anyMatch(key -> key.made(entry)));
        return canReadAll ? Familiarity.NEW_DEVICE : Familiarity.NOT_KNOWABLE;
    }

    public String with(String subject, Optional<String> token) {
        List<byte[]> entries = new ArrayList<>();
        entries.add(keys.get(0).entry(subject));
        token.flatMap(this::entries).orElseGet(List::of).stream()
                .filter(isOf(subject).negate())
                .limit(MOST_SUBJECTS - 1)
                .forEach(entries::add);
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        entries.forEach(content::writeBytes);
        return texts.encode(content.toByteArray());
    }

    /** Empty if the token is damaged, or made by none of the keys. */
    private Optional<List<byte[]>> entries(String token) {
        return texts.decode(token)
                .filter(content -> content.length % ENTRY_BYTES == 0)
                .map(DeviceTokenCodec::split);
    }

    private static List<byte[]> split(byte[] content) {
        List<byte[]> entries = new ArrayList<>();
        for (int at = 0; at < content.length; at += ENTRY_BYTES) {
            entries.add(Arrays.copyOfRange(content, at, at + ENTRY_BYTES));
        }
        return entries;
    }

    private Predicate<byte[]> isOf(String subject) {
        List<byte[]> own = keys.stream().map(key -> key.entry(subject)).toList();
        return entry -> own.stream().anyMatch(known -> Arrays.equals(known, entry));
    }
}
