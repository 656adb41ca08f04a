package io.symbolon.internal.flow;

import io.symbolon.RevocationCause;
import io.symbolon.SessionId;
import io.symbolon.internal.claims.TextRules;
import io.symbolon.internal.token.EndingTokenCodec;
import io.symbolon.internal.token.RefreshTokenCodec;
import java.time.Duration;
import java.util.Objects;

/**
 * Revokes sessions, or expires the access tokens of sessions that go on. The storage logs it in the same step, and this
 * node's view has it before a call returns.
 */
public final class SessionRevocation {
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

    private static RevocationCause requireGiven(RevocationCause cause) {
        if (Objects.requireNonNull(cause, "cause") == RevocationCause.UNKNOWN) {
            throw new IllegalArgumentException(
                    "cause is UNKNOWN: it stands for what a newer node wrote, and is never given");
        }
        return cause;
    }
}
