package io.symbolon.internal.flow;

import io.symbolon.ClaimsSource;
import io.symbolon.internal.claims.ClaimRules;
import io.symbolon.internal.json.Json;
import io.symbolon.internal.token.AccessTokenIssuer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The claims of an access token: those kept with the session, and over them those that the application's source has now. */
public final class CurrentClaims {
    private final Optional<ClaimsSource> source;
    private final AccessTokenIssuer issuer;

    public CurrentClaims(Optional<ClaimsSource> source, AccessTokenIssuer issuer) {
        this.source = source;
        this.issuer = issuer;
    }

    /** Whether asking again can give another answer. */
    boolean canChange() {
        return source.isPresent();
    }

    /**
     * The text of the JSON object to put into a token.
     *
     * @param stored the text of the session's own claims
     * @throws IllegalArgumentException if a token with them would be longer than is accepted
     */
    String of(String subject, String stored) {
        String claims = source.map(present -> merged(present, subject, stored)).orElse(stored);
        issuer.requireFits(subject, claims);
        return claims;
    }

    private static String merged(ClaimsSource source, String subject, String stored) {
        Map<String, @Nullable Object> fromSource = ClaimRules.copyOf(
                Objects.requireNonNull(source.claimsOf(subject), "the claims that the claims source gave"));
        Map<String, @Nullable Object> claims = new LinkedHashMap<>(Json.readObject(stored));
        claims.putAll(fromSource);
        return Json.write(claims);
    }
}
