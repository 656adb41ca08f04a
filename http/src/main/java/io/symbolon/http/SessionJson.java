package io.symbolon.http;

import io.symbolon.Device;
import io.symbolon.SessionContext;
import io.symbolon.SessionId;
import io.symbolon.UserSession;
import tools.jackson.core.JsonGenerator;

/**
 * A session as its owner may see it: when, from where, what it is called, how its user
 * authenticated, and whether it is the one that asks. No claims, and no attributes: they are the application's.
 */
final class SessionJson {
    private SessionJson() {}

    static void write(JsonGenerator json, UserSession session, SessionId current) {
        json.writeStartObject();
        json.writeStringProperty("id", session.id().toString());
        json.writeBooleanProperty("current", session.id().equals(current));
        json.writeStringProperty("client_id", session.clientId());
        session.name().ifPresent(name -> json.writeStringProperty("name", name));
        json.writeStringProperty("created_at", session.createdAt().toString());
        json.writeStringProperty("last_refreshed_at", session.lastRefreshedAt().toString());
        json.writeStringProperty("expires_at", session.expiresAt().toString());
        json.writeObjectPropertyStart("factors");
        session.factors().forEach((name, at) -> json.writeStringProperty(name, at.toString()));
        json.writeEndObject();
        json.writeName("created_from");
        write(json, session.createdFrom());
        json.writeName("last_seen_from");
        write(json, session.lastSeenFrom());
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, SessionContext context) {
        json.writeStartObject();
        json.writeStringProperty("ip", context.ip());
        Device device = context.device();
        if (device != null) {
            json.writeObjectPropertyStart("device");
            json.writeStringProperty("type", device.type());
            json.writeStringProperty("name", device.name());
            json.writeEndObject();
        }
        String location = context.location();
        if (location != null) {
            json.writeStringProperty("location", location);
        }
        json.writeEndObject();
    }
}
