package io.symbolon;

import io.symbolon.internal.claims.TextRules;
import io.symbolon.internal.flow.SessionPolicies;
import io.symbolon.internal.flow.SessionPolicy;
import io.symbolon.internal.rules.AccessTokenLife;
import io.symbolon.storage.SessionLimits;
import io.symbolon.storage.UserSessionStorage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A manager's configuration while it is collected, with its defaults. */
final class ManagerSettings {
    @Nullable
    String issuer;

    List<String> audience = List.of();
    Optional<String> acceptedAudience = Optional.empty();
    Optional<String> clientId = Optional.empty();

    @Nullable
    SigningKeys signingKeys;

    @Nullable
    RefreshTokenKeys refreshTokenKeys;

    Duration accessTokenTtl = Duration.ofMinutes(15);
    SessionLifetime lifetime = SessionLifetime.defaults();
    RefreshRotation rotation = RefreshRotation.grace(Duration.ofSeconds(30));
    SessionLimit sessionLimit = SessionLimit.unlimited();
    ContextGuard contextGuard = ContextGuard.sameDevice();
    Duration expiryJitter = Duration.ZERO;
    final Map<String, ClientPolicy> clients = new TreeMap<>();

    @Nullable
    UserSessionStorage storage;

    Duration keyRollOut = Duration.ofMinutes(10);
    Optional<ClaimsSource> claimsSource = Optional.empty();
    final VerificationSettings verification = new VerificationSettings();

    /** The required settings, once they have been checked. */
    record Required(
            String issuer,
            SigningKeys signingKeys,
            RefreshTokenKeys refreshTokenKeys,
            UserSessionStorage storage,
            AccessTokenLife accessTokenLife) {}

    /**
     * Checks everything at once.
     *
     * @throws IllegalStateException that names all that is missing
     * @throws IllegalArgumentException if a setting is out of its range, or two do not go together
     */
    Required check() {
        if (issuer == null
                || audience.isEmpty()
                || signingKeys == null
                || refreshTokenKeys == null
                || storage == null) {
            throw new IllegalStateException(
                    "The session manager's configuration lacks: " + String.join(", ", missing()));
        }
        TextRules.requireText(issuer, "issuer");
        audience.forEach(member -> TextRules.requireText(member, "audience"));
        acceptedAudience.ifPresent(accepted -> TextRules.requireText(accepted, "acceptAudience"));
        clientId.ifPresent(id -> TextRules.requireText(id, "clientId"));
        verification.check();
        if (keyRollOut.isNegative()) {
            throw new IllegalArgumentException("keyRollOut is " + keyRollOut + ": it cannot be negative");
        }
        AccessTokenLife life = new AccessTokenLife(storage.revocationLog(), verification.clockSkew);
        life.require(accessTokenTtl, "accessTokenTtl");
        clients.forEach((id, policy) ->
                policy.accessTokenTtl().ifPresent(ttl -> life.require(ttl, "accessTokenTtl of the client " + id)));
        requireJitter();
        return new Required(issuer, signingKeys, refreshTokenKeys, storage, life);
    }

    /** What holds for all clients, and for each of those that are configured. */
    SessionPolicies policies(String issuer) {
        SessionPolicy general = new SessionPolicy(
                lifetime, accessTokenTtl, SessionLimits.ofSubject(sessionLimit), contextGuard, rotation);
        return new SessionPolicies(clientId.orElse(issuer), general, clients);
    }

    private void requireJitter() {
        Duration longest = accessTokenTtl.dividedBy(2);
        if (expiryJitter.isNegative() || expiryJitter.compareTo(longest) > 0) {
            throw new IllegalArgumentException("expiryJitter is " + expiryJitter + ": from zero to " + longest
                    + ", half of accessTokenTtl, is allowed");
        }
    }

    List<String> acceptedAudience() {
        return acceptedAudience.map(List::of).orElse(audience);
    }

    private List<String> missing() {
        List<String> missing = new ArrayList<>();
        addIf(issuer == null, "issuer(…)", missing);
        addIf(audience.isEmpty(), "audience(…)", missing);
        addIf(signingKeys == null, "signingKeys(…)", missing);
        addIf(refreshTokenKeys == null, "refreshTokenKeys(…)", missing);
        addIf(storage == null, "storage(…)", missing);
        return missing;
    }

    private static void addIf(boolean isMissing, String name, List<String> missing) {
        if (isMissing) {
            missing.add(name);
        }
    }
}
