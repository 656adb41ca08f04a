package io.symbolon.verifierjs.vectors;

import io.symbolon.AccessToken;
import io.symbolon.AccessTokenVerifier;
import io.symbolon.InvalidAccessTokenException;
import io.symbolon.JwsAlgorithm;
import io.symbolon.SigningKeys;
import io.symbolon.StalenessPolicy;
import io.symbolon.testkit.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;

/** Judges vectors as the Java verifier does. */
public final class Judge implements AutoCloseable {
    private final SettableClock clock;
    private final AccessTokenVerifier verifier;

    /** A judge with some settings. */
    public Judge(Settings settings) {
        clock = SettableClock.at(Instant.ofEpochMilli(settings.startedAt()));
        AccessTokenVerifier.Builder builder = AccessTokenVerifier.builder()
                .issuer(settings.issuer())
                .audience(settings.audience())
                .jwks(settings.jwks())
                .clockSkew(Duration.ofMillis(settings.skewMillis()))
                .clock(clock);
        settings.secrets().forEach(secret -> builder.keys(keys(secret)));
        if (settings.log() == null) {
            builder.withoutRevocations();
        } else {
            builder.revocations(new FixedLog(FeedEntries.revocations(settings.log()), clock.instant()));
        }
        if (settings.rejectAfterMillis() != null) {
            builder.stalenessPolicy(StalenessPolicy.rejectAfter(Duration.ofMillis(settings.rejectAfterMillis())));
        }
        verifier = builder.build();
    }

    /** The vector with what came of it here. */
    public Vector judge(Vector vector) {
        clock.set(Instant.ofEpochMilli(vector.now()));
        try {
            return answered(vector, verifier.verify(vector.token()));
        } catch (InvalidAccessTokenException refused) {
            return new Vector(
                    vector.name(),
                    vector.settings(),
                    vector.now(),
                    vector.token(),
                    refused.code().name(),
                    refused.revocationCause().map(Enum::name).orElse(null),
                    null);
        }
    }

    @Override
    public void close() {
        verifier.close();
    }

    private static Vector answered(Vector vector, AccessToken token) {
        return new Vector(
                vector.name(),
                vector.settings(),
                vector.now(),
                vector.token(),
                Vector.ACCEPTED,
                null,
                Content.of(token));
    }

    private static SigningKeys keys(Settings.Secret secret) {
        return SigningKeys.hmac(
                JwsAlgorithm.valueOf(secret.algorithm()), Base64.getUrlDecoder().decode(secret.secret()));
    }
}
