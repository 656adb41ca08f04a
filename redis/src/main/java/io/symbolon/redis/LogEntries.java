package io.symbolon.redis;

import io.symbolon.RevocationCause;
import io.symbolon.SessionId;
import io.symbolon.storage.Revocation;
import io.symbolon.storage.Revocation.Kind;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Entries of the log as the scripts write and return them. */
final class LogEntries {
    private static final String ENDED = "E";
    private static final String OUTDATED = "O";

    private LogEntries() {}

    /** What stands for a kind. */
    static String kind(Revocation revocation) {
        return revocation.kind() == Kind.ENDED ? ENDED : OUTDATED;
    }

    /** An entry as a script returns it: its number, or nothing if the call did not log it, and the values. */
    static Revocation ofReply(List<Object> values) {
        return revocation(
                text(values.get(1)),
                text(values.get(2)),
                text(values.get(3)),
                text(values.get(4)),
                text(values.get(5)),
                text(values.get(6)));
    }

    /** An entry as the stream has it; empty for a mark, and for what only a newer version knows. */
    static Optional<Revocation> ofStream(List<?> namesAndValues) {
        Map<String, String> fields = new HashMap<>();
        for (int i = 0; i + 1 < namesAndValues.size(); i += 2) {
            fields.put(text(namesAndValues.get(i)), text(namesAndValues.get(i + 1)));
        }
        String kind = fields.getOrDefault("kind", "");
        if (!kind.equals(ENDED) && !kind.equals(OUTDATED)) {
            return Optional.empty();
        }
        return Optional.of(revocation(
                kind,
                fields.getOrDefault("sid", ""),
                fields.getOrDefault("sub", ""),
                fields.getOrDefault("min", ""),
                fields.getOrDefault("cause", ""),
                fields.getOrDefault("at", "0")));
    }

    static String text(Object bytes) {
        return new String((byte[]) bytes, StandardCharsets.UTF_8);
    }

    private static Revocation revocation(
            String kind, String sid, String subject, String minimum, String cause, String at) {
        return new Revocation(
                subject.isEmpty() ? Optional.empty() : Optional.of(subject),
                sid.isEmpty() ? Optional.empty() : Optional.of(SessionId.parse(sid)),
                kind.equals(ENDED) ? Kind.ENDED : Kind.OUTDATED,
                minimum.isEmpty() ? Revocation.ALL_VERSIONS : Long.parseLong(minimum),
                cause(cause),
                Instant.ofEpochMilli(Long.parseLong(at)));
    }

    /** A cause that only a newer version knows is not a reason to miss the revocation. */
    private static RevocationCause cause(String name) {
        for (RevocationCause cause : RevocationCause.values()) {
            if (cause.name().equals(name)) {
                return cause;
            }
        }
        return RevocationCause.ADMINISTRATOR;
    }
}
