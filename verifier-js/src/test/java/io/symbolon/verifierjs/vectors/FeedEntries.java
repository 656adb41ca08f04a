package io.symbolon.verifierjs.vectors;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.symbolon.RevocationCause;
import io.symbolon.SessionId;
import io.symbolon.SessionPartitions;
import io.symbolon.storage.Revocation;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Entries of the revocation feed as the revocations that they tell. */
final class FeedEntries {
    private FeedEntries() {}

    /** @param log the text of an array of entries */
    static List<Revocation> revocations(String log) {
        return JsonParser.parseString(log).getAsJsonArray().asList().stream()
                .map(entry -> revocation(entry.getAsJsonObject()))
                .toList();
    }

    private static Revocation revocation(JsonObject entry) {
        String kind = entry.get("kind").getAsString();
        return new Revocation(
                target(entry),
                kind(kind),
                minimum(entry.get("min_version")),
                Optional.ofNullable(entry.get("cause")).map(cause -> RevocationCause.named(cause.getAsString())),
                Instant.ofEpochMilli(entry.get("at").getAsLong()));
    }

    private static Revocation.Target target(JsonObject entry) {
        return switch (entry.get("target").getAsString()) {
            case "session" ->
                new Revocation.OfSession(SessionId.parse(entry.get("sid").getAsString()), Optional.empty());
            case "subject" -> new Revocation.OfSubject(entry.get("sub").getAsString());
            case "everything" ->
                new Revocation.OfEverything(SessionPartitions.ofBytes(
                        Base64.getUrlDecoder().decode(entry.get("partitions").getAsString())));
            default -> new Revocation.OfUnknown(entry.get("target").getAsString());
        };
    }

    private static Revocation.Kind kind(String word) {
        return switch (word) {
            case "ended" -> Revocation.Kind.ENDED;
            case "outdated" -> Revocation.Kind.OUTDATED;
            default -> new Revocation.Kind(word);
        };
    }

    private static long minimum(JsonElement minimum) {
        boolean isWord = minimum.getAsJsonPrimitive().isString();
        return isWord ? Revocation.ALL_VERSIONS : minimum.getAsLong();
    }
}
