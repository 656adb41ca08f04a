package io.symbolon.internal.flow;

import io.symbolon.RevocationCause;
import io.symbolon.SessionId;
import io.symbolon.internal.claims.TextRules;
import io.symbolon.internal.revocation.RevocationFollower;
import io.symbolon.internal.token.RefreshTokenCodec;
import io.symbolon.storage.StorageResult;
import io.symbolon.storage.UserSessionStorage;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * Ends sessions, or the access tokens of sessions that go on. The storage logs it in the same step, and this node's view
 * has it before a call returns.
 */
public final class SessionRevocation {
    private final UserSessionStorage storage;
    private final RevocationFollower revocations;
    private final RefreshTokenCodec refreshTokens;

    public SessionRevocation(
            UserSessionStorage storage, RevocationFollower revocations, RefreshTokenCodec refreshTokens) {
        this.storage = storage;
        this.revocations = revocations;
        this.refreshTokens = refreshTokens;
    }

    public boolean revoke(SessionId session, RevocationCause cause) {
        Objects.requireNonNull(session, "session");
        return applied(storage.delete(session, requireEnd(cause)));
    }

    public boolean revokeByRefreshToken(String refreshToken) {
        Objects.requireNonNull(refreshToken, "refreshToken");
        return applied(storage.delete(refreshTokens.decode(refreshToken).sessionId(), RevocationCause.SIGNED_OUT));
    }

    public int revokeAll(String subject, RevocationCause cause) {
        TextRules.requireSubject(subject);
        return applied(storage.deleteAll(subject, requireEnd(cause)));
    }

    public int revokeOthers(SessionId keep) {
        Objects.requireNonNull(keep, "keep");
        OptionalInt ended = applied(storage.deleteOthers(keep, RevocationCause.SIGNED_OUT_FROM_ANOTHER_SESSION));
        return ended.orElseThrow(() -> new IllegalArgumentException(
                "keep names a session that does not exist, or no longer: nothing was ended"));
    }

    public boolean expireAccessTokens(SessionId session) {
        Objects.requireNonNull(session, "session");
        return applied(storage.raiseVersion(session));
    }

    public int expireAccessTokens(String subject) {
        TextRules.requireSubject(subject);
        return applied(storage.raiseVersions(subject));
    }

    private <T> T applied(StorageResult<T> result) {
        revocations.apply(result.revocations());
        return result.value();
    }

    private static RevocationCause requireEnd(RevocationCause cause) {
        if (Objects.requireNonNull(cause, "cause") == RevocationCause.ACCESS_TOKENS_EXPIRED) {
            throw new IllegalArgumentException(
                    "cause is ACCESS_TOKENS_EXPIRED: that ends no session; use expireAccessTokens");
        }
        return cause;
    }
}
