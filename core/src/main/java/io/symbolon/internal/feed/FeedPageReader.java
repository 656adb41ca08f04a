package io.symbolon.internal.feed;

import io.symbolon.RevocationCause;
import io.symbolon.SessionId;
import io.symbolon.SessionPartitions;
import io.symbolon.internal.json.Base64Url;
import io.symbolon.internal.json.Json;
import io.symbolon.internal.json.JsonException;
import io.symbolon.storage.LogCursor;
import io.symbolon.storage.LogPage;
import io.symbolon.storage.Revocation;
import io.symbolon.storage.Revocation.Kind;
import io.symbolon.storage.Revocation.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The text of a page to what it says. What a newer server may write is never a reason to miss an entry: members that are not
 * known are passed over, and an entry of which it cannot be told whom it concerns has an unknown target.
 */
final class FeedPageReader {
    private static final String ENDED = "ended";
    private static final String OUTDATED = "outdated";

    /** The end of the year 9999. */
    private static final long LATEST_MILLIS = 253_402_300_799_999L;

    private FeedPageReader() {}

    /**
     * Reads a page.
     *
     * @throws JsonException if it is none
     */
    static FeedPage read(String text) {
        Members page = new Members(Json.readObject(text));
        List<Revocation> revocations = page.list("entries").stream()
                .map(entry -> revocation(new Members(entry)))
                .toList();
        LogPage logPage = new LogPage(
                revocations,
                new LogCursor(page.text("cursor").orElseThrow(JsonException::new)),
                Instant.ofEpochMilli(page.millis("now")),
                page.flag("restarted"),
                page.flag("at_end"),
                Duration.ofMillis(page.millis("contact_age")));
        return new FeedPage(
                logPage,
                page.text("nonce"),
                page.positive("retention"),
                page.positive("clock_margin"),
                !page.has("subject_keys"));
    }

    private static Revocation revocation(Members entry) {
        String target = entry.text("target").orElseThrow(JsonException::new);
        Kind kind = kind(entry.text("kind").orElseThrow(JsonException::new));
        Optional<RevocationCause> cause = entry.text("cause").map(RevocationCause::named);
        Instant at = Instant.ofEpochMilli(entry.millis("at"));
        try {
            return new Revocation(target(target, entry), kind, minimum(entry), cause, at);
        } catch (IllegalArgumentException | JsonException unreadable) {
            return new Revocation(new Revocation.OfUnknown(target), kind, Revocation.ALL_VERSIONS, cause, at);
        }
    }

    private static Target target(String word, Members entry) {
        Optional<String> subject = entry.text("sub");
        return switch (word) {
            case "session" -> new Revocation.OfSession(entry.read("sid", SessionId::parse), subject);
            case "subject" -> new Revocation.OfSubject(subject.orElseThrow(JsonException::new));
            case "everything" -> new Revocation.OfEverything(entry.read("partitions", FeedPageReader::partitions));
            default -> new Revocation.OfUnknown(word);
        };
    }

    private static Kind kind(String word) {
        return switch (word) {
            case ENDED -> Kind.ENDED;
            case OUTDATED -> Kind.OUTDATED;
            default -> new Kind(word);
        };
    }

    private static long minimum(Members entry) {
        Optional<String> word = entry.text("min_version");
        if (word.isEmpty()) {
            return entry.count("min_version");
        }
        if (!word.get().equals(ENDED)) {
            throw new JsonException();
        }
        return Revocation.ALL_VERSIONS;
    }

    private static SessionPartitions partitions(String text) {
        return SessionPartitions.ofBytes(Base64Url.decode(text).orElseThrow(JsonException::new));
    }

    /** The members of an object. */
    private record Members(Map<String, @Nullable Object> values) {
        boolean has(String name) {
            return values.containsKey(name);
        }

        /** Empty if it is no text. */
        Optional<String> text(String name) {
            return values.get(name) instanceof String text ? Optional.of(text) : Optional.empty();
        }

        <T> T read(String name, Function<String, T> reader) {
            return reader.apply(text(name).orElseThrow(JsonException::new));
        }

        boolean flag(String name) {
            if (values.get(name) instanceof Boolean flag) {
                return flag;
            }
            throw new JsonException();
        }

        long count(String name) {
            if (values.get(name) instanceof Long number && number >= 0) {
                return number;
            }
            throw new JsonException();
        }

        long millis(String name) {
            long millis = count(name);
            if (millis > LATEST_MILLIS) {
                throw new JsonException();
            }
            return millis;
        }

        Duration positive(String name) {
            long millis = millis(name);
            if (millis == 0) {
                throw new JsonException();
            }
            return Duration.ofMillis(millis);
        }

        @SuppressWarnings("unchecked") // the names of an object of JSON are texts
        List<Map<String, @Nullable Object>> list(String name) {
            if (values.get(name) instanceof List<?> list && list.stream().allMatch(Map.class::isInstance)) {
                return (List<Map<String, @Nullable Object>>) list;
            }
            throw new JsonException();
        }
    }
}
