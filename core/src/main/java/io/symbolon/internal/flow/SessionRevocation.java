package io.symbolon.internal.flow;

import io.symbolon.EverythingRevoked;
import io.symbolon.RevocationCause;
import io.symbolon.SessionId;
import io.symbolon.SessionStorageException;
import io.symbolon.internal.claims.TextRules;
import io.symbolon.internal.token.EndingTokenCodec;
import io.symbolon.internal.token.RefreshTokenCodec;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Objects;

/**
 * Revokes sessions, or expires the access tokens of sessions that go on. The storage logs it in the same step, and this
 * node's view has it before a call returns.
 */
public final class SessionRevocation {
    private static final Logger LOGGER = System.getLogger(SessionRevocation.class.getName());
    private static final Duration LONGEST_WITH_FAULTS = Duration.ofSeconds(20);

    private final NodeStorage storage;
    private final RefreshTokenCodec refreshTokens;
    private final EndingTokenCodec endingTokens;

    public SessionRevocation(NodeStorage storage, RefreshTokenCodec refreshTokens, EndingTokenCodec endingTokens) {
        this.storage = storage;
        this.refreshTokens = refreshTokens;
        this.endingTokens = endingTokens;
    }

    public boolean revoke(SessionId session, RevocationCause cause) {
        Objects.requireNonNull(session, "session");
        return storage.end(session, requireGiven(cause));
    }

    public boolean revokeByRefreshToken(String refreshToken) {
        Objects.requireNonNull(refreshToken, "refreshToken");
        return storage.end(refreshTokens.decode(refreshToken).sessionId(), RevocationCause.SIGNED_OUT);
    }

    public String endingToken(SessionId session, Duration ttl) {
        return endingTokens.encode(Objects.requireNonNull(session, "session"), Objects.requireNonNull(ttl, "ttl"));
    }

    public boolean revokeByEndingToken(String endingToken) {
        Objects.requireNonNull(endingToken, "endingToken");
        return storage.end(endingTokens.decode(endingToken), RevocationCause.NOT_RECOGNIZED);
    }

    public int revokeAll(String subject, RevocationCause cause) {
        TextRules.requireSubject(subject);
        return storage.endAll(subject, requireGiven(cause));
    }

    public int revokeOthers(SessionId keep, RevocationCause cause) {
        Objects.requireNonNull(keep, "keep");
        return storage.endOthers(keep, requireGiven(cause))
                .orElseThrow(() -> new IllegalArgumentException(
                        "keep names a session that does not exist, or no longer: nothing was ended"));
    }

    public boolean expireAccessTokens(SessionId session) {
        Objects.requireNonNull(session, "session");
        return storage.outdate(session);
    }

    public int expireAccessTokens(String subject) {
        TextRules.requireSubject(subject);
        return storage.outdateAll(subject);
    }

    /**
     * Ends everything, one partition of the storage after the other. A fault of one does not keep the others from being
     * ended, as they may be on other servers; but a storage that does not answer is not waited for as often as it has
     * partitions.
     */
    public EverythingRevoked revokeEverything(RevocationCause cause) {
        requireGiven(cause);
        int partitions = storage.partitions();
        long start = System.nanoTime();
        int done = 0;
        SessionStorageException first = null;
        for (int partition = 0; partition < partitions; partition++) {
            if (first != null && System.nanoTime() - start > LONGEST_WITH_FAULTS.toNanos()) {
                break;
            }
            try {
                storage.endEverything(partition, cause);
                done++;
            } catch (SessionStorageException failed) {
                first = first == null ? failed : first;
            }
        }
        if (first != null && done == 0) {
            throw first;
        }
        if (first != null) {
            LOGGER.log(
                    Level.WARNING,
                    "Everything was revoked in " + done + " of " + partitions
                            + " partitions of the storage only. The same call finishes it.",
                    first);
        }
        return new EverythingRevoked(done, partitions);
    }

    private static RevocationCause requireGiven(RevocationCause cause) {
        if (Objects.requireNonNull(cause, "cause") == RevocationCause.UNKNOWN) {
            throw new IllegalArgumentException(
                    "cause is UNKNOWN: it stands for what a newer node wrote, and is never given");
        }
        return cause;
    }
}
