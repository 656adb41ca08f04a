package io.symbolon.internal.token;

import io.symbolon.Binding;
import io.symbolon.SessionId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The claims of an access token whose signature, issuer and audience are good.
 *
 * @param notBefore empty claims are the epoch
 * @param factors instants by the factor's name, unmodifiable
 * @param claims the caller's own
 */
public record Payload(
        String issuer,
        List<String> audience,
        String clientId,
        String subject,
        SessionId sessionId,
        String tokenId,
        long version,
        Instant issuedAt,
        Instant expiresAt,
        Instant notBefore,
        List<String> authorities,
        Map<String, Instant> factors,
        Optional<Binding> binding,
        Map<String, @Nullable Object> claims) {}
