package io.symbolon.internal.flow;

import static io.symbolon.fixture.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.symbolon.InvalidAccessTokenException;
import io.symbolon.InvalidAccessTokenException.Code;
import io.symbolon.JwsAlgorithm;
import io.symbolon.RevocationCause;
import io.symbolon.SessionId;
import io.symbolon.StalenessPolicy;
import io.symbolon.TokensOfPayloads;
import io.symbolon.fixture.Nodes;
import io.symbolon.fixture.Race;
import io.symbolon.fixture.SettableClock;
import io.symbolon.internal.binding.DpopAccess;
import io.symbolon.internal.event.KeyAlarm;
import io.symbolon.internal.event.ListenerCalls;
import io.symbolon.internal.event.OutcomeCalls;
import io.symbolon.internal.keys.SigningKey;
import io.symbolon.internal.keys.VerificationKeys;
import io.symbolon.internal.revocation.RevocationFollower;
import io.symbolon.internal.token.AccessTokenContent;
import io.symbolon.internal.token.AccessTokenIssuer;
import io.symbolon.internal.token.AccessTokenReader;
import io.symbolon.storage.Revocation;
import io.symbolon.storage.memory.InMemoryUserSessionStorage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A token that was found good is not looked up again until something near it changes: no change may be missed. */
class RememberedTokenRaceTest {
    private static final int TOKENS = 40_000;
    private static final int MOST_HARMLESS_CHANGES = 3;
    private static final long VERSION = 1_000_000;

    private final SettableClock clock = new SettableClock();
    private final Instant now = clock.instant();

    @AutoClose
    private final InMemoryUserSessionStorage storage = new InMemoryUserSessionStorage(clock);

    @AutoClose
    private final ListenerCalls listeners = new ListenerCalls(List.of());

    private final RevocationFollower revocations = new RevocationFollower(
            storage.revocationLog(), StalenessPolicy.accept(), lost -> {}, listeners, clock, Duration.ZERO);
    private final SigningKey key = SigningKey.of(JwsAlgorithm.HS256, Nodes.secret());
    private final AccessTokenVerification verification = new AccessTokenVerification(
            new AccessTokenReader(
                    VerificationKeys.of(List.of(key.verificationKey())),
                    Nodes.ISSUER,
                    List.of(Nodes.AUDIENCE),
                    TokensOfPayloads::of,
                    2 * TOKENS),
            Optional.of(revocations),
            new OutcomeCalls(List.of(), new KeyAlarm(Nodes.ISSUER, keyId -> true, clock)),
            clock,
            Duration.ZERO,
            new DpopAccess(Optional.empty(), clock, Duration.ZERO));
    private final List<String> tokens = tokens();

    /** How many tokens are dead: those of the first sessions and subjects. */
    private final AtomicInteger dead = new AtomicInteger();

    @BeforeEach
    void everyTokenWasFoundGood() {
        tokens.forEach(verification::verify);
    }

    @Test
    void aTokenIsRefusedByEveryVerifyThatStartsAfterItsRevocationReturned() {
        List<Integer> accepted = Race.values(3, racer -> racer == 0 ? this::revokeAll : this::countDeadOnesAccepted);

        assertThat(accepted).containsOnly(0);
        // A change that was missed once would be missed for good.
        for (String token : tokens) {
            assertRefused(Code.REVOKED, () -> verification.verify(token));
        }
    }

    private int revokeAll() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < TOKENS; i++) {
            // These harm no token; they make the readers look again, also while the harmful one comes.
            int harmless = random.nextInt(MOST_HARMLESS_CHANGES + 1);
            for (int minimum = 1; minimum <= harmless; minimum++) {
                revocations.apply(List.of(Revocation.subjectOutdated(subject(i), minimum, now)));
            }
            revocations.apply(List.of(
                    i % 2 == 0
                            ? Revocation.sessionEnded(Optional.empty(), session(i), RevocationCause.SIGNED_OUT, now)
                            : Revocation.subjectEnded(subject(i), VERSION + 1, RevocationCause.SIGNED_OUT, now)));
            dead.set(i + 1);
        }
        return 0;
    }

    private int countDeadOnesAccepted() {
        int accepted = 0;
        for (int known = dead.get(); known < TOKENS; known = dead.get()) {
            isAccepted(known);
            if (known > 0 && isAccepted(known - 1)) {
                accepted++;
            }
        }
        return accepted;
    }

    private boolean isAccepted(int index) {
        try {
            verification.verify(tokens.get(index));
            return true;
        } catch (InvalidAccessTokenException refused) {
            return false;
        }
    }

    private List<String> tokens() {
        AccessTokenIssuer issuer = new AccessTokenIssuer(key, Nodes.ISSUER, List.of(Nodes.AUDIENCE));
        return IntStream.range(0, TOKENS)
                .mapToObj(i -> issuer.issue(
                        new AccessTokenContent(
                                subject(i), session(i), "web", Optional.empty(), Map.of(), Optional.empty(), "{}"),
                        VERSION,
                        now,
                        now.plus(Duration.ofMinutes(15))))
                .toList();
    }

    private static String subject(int index) {
        return "user-" + index;
    }

    private static SessionId session(int index) {
        return SessionId.of(index, -1L - index);
    }
}
