package io.symbolon.redis;

import io.symbolon.RevocationCause;
import io.symbolon.SessionId;
import io.symbolon.SessionPartitions;
import io.symbolon.storage.Revocation;
import io.symbolon.storage.Revocation.Kind;
import io.symbolon.storage.Revocation.OfEverything;
import io.symbolon.storage.Revocation.OfSession;
import io.symbolon.storage.Revocation.OfSubject;
import io.symbolon.storage.Revocation.OfUnknown;
import io.symbolon.storage.Revocation.Target;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An entry of the log, as the scripts write and return it: named values, of which a newer version may write more, and
 * other ones than this version knows.
 */
final class LogEntry {
    static final String SESSION = "session";
    static final String SUBJECT = "subject";
    static final String EVERYTHING = "everything";

    /** Begins a log, so that one without revocations can be told from another one. */
    private static final String MARK = "mark";

    private final Map<String, String> values = new HashMap<>();

    private LogEntry(List<?> namesAndValues) {
        for (int i = 0; i + 1 < namesAndValues.size(); i += 2) {
            values.put(text(namesAndValues.get(i)), text(namesAndValues.get(i + 1)));
        }
    }

    /**
     * Reads an entry.
     *
     * @param namesAndValues in turn, each as bytes
     */
    static LogEntry of(List<?> namesAndValues) {
        return new LogEntry(namesAndValues);
    }

    /** What tells it from another entry under the same number. */
    String hash() {
        return value("hash");
    }

    /**
     * What it says.
     *
     * @param added its time, if it does not name one
     * @return empty for a mark; where this version cannot make out whom it concerns, the target is unknown
     */
    Optional<Revocation> revocation(Instant added) {
        return value("target").equals(MARK) ? Optional.empty() : Optional.of(read(added));
    }

    /** As an entry holds them, in the place of an id. */
    static String text(SessionPartitions partitions) {
        return HexFormat.of().formatHex(partitions.toBytes());
    }

    static String text(Object bytes) {
        return new String((byte[]) bytes, StandardCharsets.UTF_8);
    }

    private Revocation read(Instant added) {
        Kind kind = new Kind(value("kind"));
        Instant at = at().orElse(added);
        try {
            return new Revocation(target(), kind, minimum(), cause(), at);
        } catch (IllegalArgumentException unreadable) {
            return new Revocation(new OfUnknown(value("target")), kind, Revocation.ALL_VERSIONS, cause(), at);
        }
    }

    private Target target() {
        String type = value("target");
        if (type.equals(SESSION)) {
            return new OfSession(SessionId.parse(value("sid")), found("sub"));
        }
        if (type.equals(EVERYTHING)) {
            return new OfEverything(SessionPartitions.ofBytes(HexFormat.of().parseHex(value("sid"))));
        }
        return type.equals(SUBJECT) && found("sub").isPresent() ? new OfSubject(value("sub")) : new OfUnknown(type);
    }

    private long minimum() {
        return found("min").map(Long::parseLong).orElse(Revocation.ALL_VERSIONS);
    }

    private Optional<RevocationCause> cause() {
        return found("cause").map(RevocationCause::named);
    }

    private Optional<Instant> at() {
        try {
            return Optional.of(Instant.ofEpochMilli(Long.parseLong(value("at"))));
        } catch (NumberFormatException absent) {
            return Optional.empty();
        }
    }

    private Optional<String> found(String name) {
        return Optional.of(value(name)).filter(value -> !value.isEmpty());
    }

    private String value(String name) {
        return values.getOrDefault(name, "");
    }
}
