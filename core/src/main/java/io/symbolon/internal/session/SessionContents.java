package io.symbolon.internal.session;

import io.symbolon.Binding;
import io.symbolon.SessionContext;
import io.symbolon.SessionDescription;
import io.symbolon.SessionStorageException;
import io.symbolon.internal.json.Json;
import io.symbolon.internal.json.JsonException;
import io.symbolon.storage.SessionParts;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What core keeps with a session beside the fixed fields.
 *
 * @param claims the session's own claims: the text of a JSON object
 * @param authorities the text of a JSON array; empty if the sign-in gave none
 * @param factors how and when the user authenticated
 * @param createdFrom context of the sign-in
 * @param lastSeenFrom context of the last refresh; at first that of the sign-in
 * @param accessTokenTtl the life of the session's access tokens, if it has one of its own, in whole milliseconds
 * @param description what is said of the session; no token has it
 * @param boundKey the key that the session is bound to; once there, it stays
 */
public record SessionContents(
        String claims,
        Optional<String> authorities,
        Factors factors,
        SessionContext createdFrom,
        SessionContext lastSeenFrom,
        Optional<Duration> accessTokenTtl,
        SessionDescription description,
        Optional<BoundKey> boundKey) {
    private static final int CLAIMS = 1;
    private static final int CREATED_FROM = 2;
    private static final int LAST_SEEN_FROM = 3;
    private static final int ACCESS_TOKEN_TTL = 4;
    private static final int AUTHORITIES = 5;
    private static final int FACTORS = 6;
    private static final int NAME = 7;
    private static final int ATTRIBUTES = 8;
    private static final int BOUND_KEY = 9;
    private static final Set<Integer> KNOWN = Set.of(
            CLAIMS, CREATED_FROM, LAST_SEEN_FROM, ACCESS_TOKEN_TTL, AUTHORITIES, FACTORS, NAME, ATTRIBUTES, BOUND_KEY);

    private static final String NO_CLAIMS = "{}";

    /** Whether a newer node keeps something in the record without which it must not be written. */
    public static boolean hasUnknownCritical(SessionParts parts) {
        return parts.hasCriticalBeside(KNOWN);
    }

    /**
     * Reads the parts.
     *
     * @throws SessionStorageException if they are damaged; without a value
     */
    public static SessionContents of(SessionParts parts) {
        return undamaged(() -> read(parts));
    }

    /**
     * The key that a session is bound to, without reading the rest.
     *
     * @throws SessionStorageException if it is damaged; without a value
     */
    public static Optional<BoundKey> boundKeyOf(SessionParts parts) {
        return undamaged(() -> parts.find(BOUND_KEY).map(BoundKey::fromBytes));
    }

    private static <T> T undamaged(Supplier<T> reading) {
        try {
            return reading.get();
        } catch (IllegalArgumentException | JsonException damaged) {
            throw new SessionStorageException(
                    "The stored record of a session is damaged: its client cannot go on. End the session.",
                    false,
                    damaged);
        }
    }

    private static SessionContents read(SessionParts parts) {
        SessionContext createdFrom = ContextBytes.read(
                parts.find(CREATED_FROM).orElseThrow(() -> new IllegalArgumentException("a session has no context")));
        return new SessionContents(
                parts.find(CLAIMS).map(SessionContents::text).orElse(NO_CLAIMS),
                parts.find(AUTHORITIES).map(SessionContents::text),
                parts.find(FACTORS).map(Factors::fromBytes).orElse(Factors.none()),
                createdFrom,
                parts.find(LAST_SEEN_FROM).map(ContextBytes::read).orElse(createdFrom),
                parts.find(ACCESS_TOKEN_TTL).map(SessionContents::duration),
                description(parts),
                parts.find(BOUND_KEY).map(BoundKey::fromBytes));
    }

    private static SessionDescription description(SessionParts parts) {
        SessionDescription attributes = parts.find(ATTRIBUTES)
                .map(bytes -> SessionDescription.none().withAttributes(Json.readObject(text(bytes))))
                .orElse(SessionDescription.none());
        return parts.find(NAME).map(bytes -> attributes.withName(text(bytes))).orElse(attributes);
    }

    /** The parts of a new session. */
    public SessionParts toParts() {
        return writtenTo(SessionParts.none());
    }

    /** Other parts with these contents; what is not known here stays. */
    public SessionParts writtenTo(SessionParts before) {
        SessionParts parts = put(
                before,
                CLAIMS,
                Optional.of(claims).filter(text -> !text.equals(NO_CLAIMS)).map(SessionContents::bytes));
        parts = put(parts, AUTHORITIES, authorities.map(SessionContents::bytes));
        parts = put(parts, CREATED_FROM, Optional.of(ContextBytes.write(createdFrom)));
        parts = put(
                parts,
                LAST_SEEN_FROM,
                Optional.of(lastSeenFrom)
                        .filter(seen -> !seen.equals(createdFrom))
                        .map(ContextBytes::write));
        parts = put(
                parts,
                FACTORS,
                Optional.of(factors).filter(some -> !some.isEmpty()).map(Factors::toBytes));
        parts = put(parts, NAME, description.name().map(SessionContents::bytes));
        parts = put(
                parts,
                ATTRIBUTES,
                Optional.of(description.attributes())
                        .filter(some -> !some.isEmpty())
                        .map(some -> bytes(Json.write(some))));
        parts = put(
                parts,
                ACCESS_TOKEN_TTL,
                accessTokenTtl.map(ttl ->
                        ByteBuffer.allocate(Long.BYTES).putLong(ttl.toMillis()).array()));
        // Critical: a node that does not know it would refresh without a proof.
        return boundKey.isPresent() ? parts.with(BOUND_KEY, true, boundKey.get().toBytes()) : parts.without(BOUND_KEY);
    }

    public SessionContents withClaims(String other) {
        return new SessionContents(
                other, authorities, factors, createdFrom, lastSeenFrom, accessTokenTtl, description, boundKey);
    }

    public SessionContents seenFrom(SessionContext context) {
        return new SessionContents(
                claims, authorities, factors, createdFrom, context, accessTokenTtl, description, boundKey);
    }

    public SessionContents withFactors(Factors other) {
        return new SessionContents(
                claims, authorities, other, createdFrom, lastSeenFrom, accessTokenTtl, description, boundKey);
    }

    /** These contents with other authorities: the text of a JSON array. */
    public SessionContents withAuthorities(String other) {
        return new SessionContents(
                claims, Optional.of(other), factors, createdFrom, lastSeenFrom, accessTokenTtl, description, boundKey);
    }

    public SessionContents withDescription(SessionDescription other) {
        return new SessionContents(
                claims, authorities, factors, createdFrom, lastSeenFrom, accessTokenTtl, other, boundKey);
    }

    /** These contents, bound to a key. */
    public SessionContents withBoundKey(BoundKey key) {
        return new SessionContents(
                claims, authorities, factors, createdFrom, lastSeenFrom, accessTokenTtl, description, Optional.of(key));
    }

    public Optional<Binding> binding() {
        return boundKey.map(BoundKey::binding);
    }

    /** Without claims, authorities, contexts and the description. */
    @Override
    public String toString() {
        return "SessionContents[accessTokenTtl=" + accessTokenTtl + "]";
    }

    private static SessionParts put(SessionParts parts, int tag, Optional<byte[]> value) {
        return value.map(bytes -> parts.with(tag, false, bytes)).orElseGet(() -> parts.without(tag));
    }

    private static Duration duration(byte[] bytes) {
        if (bytes.length != Long.BYTES) {
            throw new IllegalArgumentException("a session's access token life is damaged");
        }
        return Duration.ofMillis(ByteBuffer.wrap(bytes).getLong());
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
