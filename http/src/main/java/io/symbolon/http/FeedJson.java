package io.symbolon.http;

import io.symbolon.RevocationCause;
import io.symbolon.storage.LogPage;
import io.symbolon.storage.Revocation;
import io.symbolon.storage.Revocation.Kind;
import io.symbolon.storage.RevocationLog;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;

/**
 * A page of the revocation feed.
 *
 * @param log tells how long it keeps its entries
 * @param keys under which subjects are hidden; empty if they are shown
 */
record FeedJson(RevocationLog log, Optional<FeedKeys> keys) {
    private static final String ENDED = "ended";

    String of(LogPage page, Optional<String> nonce) {
        return JsonBody.of(json -> {
            json.writeStringProperty("cursor", page.next().value());
            json.writeBooleanProperty("restarted", page.restarted());
            json.writeBooleanProperty("at_end", page.atEnd());
            json.writeNumberProperty("now", page.now().toEpochMilli());
            // Rounded up: contact is never later than it was.
            json.writeNumberProperty(
                    "contact_age", page.contactAge().plusNanos(999_999).toMillis());
            nonce.ifPresent(text -> json.writeStringProperty("nonce", text));
            json.writeNumberProperty("retention", log.retention().toMillis());
            json.writeNumberProperty("clock_margin", log.clockMargin().toMillis());
            keys.ifPresent(hidden -> {
                json.writeArrayPropertyStart("subject_keys");
                hidden.keys().forEach(key -> json.writeString(key.id()));
                json.writeEndArray();
            });
            json.writeArrayPropertyStart("entries");
            page.revocations().forEach(entry -> write(json, entry));
            json.writeEndArray();
        });
    }

    private void write(JsonGenerator json, Revocation entry) {
        json.writeStartObject();
        write(json, entry.target());
        json.writeStringProperty("kind", word(entry.kind()));
        if (entry.minimumVersion() == Revocation.ALL_VERSIONS) {
            json.writeStringProperty("min_version", ENDED);
        } else {
            json.writeNumberProperty("min_version", entry.minimumVersion());
        }
        entry.cause().map(RevocationCause::name).ifPresent(cause -> json.writeStringProperty("cause", cause));
        json.writeNumberProperty("at", entry.at().toEpochMilli());
        json.writeEndObject();
    }

    private void write(JsonGenerator json, Revocation.Target target) {
        if (target instanceof Revocation.OfSession session) {
            json.writeStringProperty("target", "session");
            json.writeStringProperty("sid", session.id().toString());
            if (keys.isEmpty()) {
                session.subject().ifPresent(subject -> json.writeStringProperty("sub", subject));
            }
        } else if (target instanceof Revocation.OfSubject all) {
            json.writeStringProperty("target", "subject");
            writeSubject(json, all.subject());
        } else if (target instanceof Revocation.OfEverything everything) {
            json.writeStringProperty("target", "everything");
            json.writeStringProperty(
                    "partitions",
                    Base64.getUrlEncoder()
                            .withoutPadding()
                            .encodeToString(everything.partitions().toBytes()));
        } else if (target instanceof Revocation.OfUnknown unknown) {
            json.writeStringProperty("target", unknown.type());
        }
    }

    private void writeSubject(JsonGenerator json, String subject) {
        keys.ifPresentOrElse(
                hidden -> {
                    json.writeObjectPropertyStart("sub_macs");
                    hidden.keys().forEach(key -> json.writeStringProperty(key.id(), key.mac(subject)));
                    json.writeEndObject();
                },
                () -> json.writeStringProperty("sub", subject));
    }

    private static String word(Kind kind) {
        return kind.isKnown() ? kind.name().toLowerCase(Locale.ROOT) : kind.name();
    }
}
