package io.symbolon.testkit.simulation;

import io.symbolon.AccessToken;
import io.symbolon.AnswerFailedException;
import io.symbolon.InvalidAccessTokenException;
import io.symbolon.InvalidRefreshTokenException;
import io.symbolon.JwtUserSessionManager;
import io.symbolon.RefreshRequest;
import io.symbolon.SessionStorageException;
import io.symbolon.SessionTokens;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.NullMarked;

/** Managers, each with one small decision wrong. */
@NullMarked
final class NodeDefects {
    private NodeDefects() {}

    static Api remembersThatATokenWasGood(JwtUserSessionManager manager) {
        return verifyingOnceMoreIf(manager, InvalidAccessTokenException.Code.REVOKED);
    }

    static Api acceptsOutdatedTokens(JwtUserSessionManager manager) {
        return verifyingOnceMoreIf(manager, InvalidAccessTokenException.Code.OUTDATED);
    }

    static Api acceptsExpiredTokens(JwtUserSessionManager manager) {
        return verifyingOnceMoreIf(manager, InvalidAccessTokenException.Code.EXPIRED);
    }

    static Api refusesWhatItOutdatedAsRevoked(JwtUserSessionManager manager) {
        return new Api(manager) {
            @Override
            AccessToken verify(String accessToken) {
                try {
                    return manager.verify(accessToken);
                } catch (InvalidAccessTokenException refusal) {
                    throw refusal.code() == InvalidAccessTokenException.Code.OUTDATED
                            ? new InvalidAccessTokenException(InvalidAccessTokenException.Code.REVOKED)
                            : refusal;
                }
            }
        };
    }

    static Api signsOutWhenTheStorageIsAway(JwtUserSessionManager manager) {
        return new Api(manager) {
            @Override
            SessionTokens refresh(String refreshToken, RefreshRequest request) {
                try {
                    return manager.refresh(refreshToken, request);
                } catch (SessionStorageException away) {
                    throw new InvalidRefreshTokenException(InvalidRefreshTokenException.Code.SESSION_NOT_FOUND);
                }
            }
        };
    }

    static Api signsOutWhenAnAnswerFails(JwtUserSessionManager manager) {
        return new Api(manager) {
            @Override
            SessionTokens refresh(String refreshToken, RefreshRequest request) {
                try {
                    return manager.refresh(refreshToken, request);
                } catch (AnswerFailedException failed) {
                    manager.revokeByRefreshToken(refreshToken);
                    throw failed;
                }
            }
        };
    }

    static Api givesThePresentedTokenBack(JwtUserSessionManager manager) {
        return new Api(manager) {
            @Override
            SessionTokens refresh(String refreshToken, RefreshRequest request) {
                SessionTokens tokens = manager.refresh(refreshToken, request);
                return new SessionTokens(
                        tokens.sessionId(),
                        tokens.accessToken(),
                        tokens.accessTokenExpiresAt(),
                        refreshToken,
                        tokens.refreshTokenExpiresAt());
            }
        };
    }

    static Api letsEveryRepeatRetry(JwtUserSessionManager manager) {
        return new Api(manager) {
            private final Map<String, Integer> presented = new HashMap<>();

            @Override
            SessionTokens refresh(String refreshToken, RefreshRequest request) {
                if (presented.merge(refreshToken, 1, Integer::sum) > 1) {
                    throw new InvalidRefreshTokenException(InvalidRefreshTokenException.Code.SUPERSEDED);
                }
                return manager.refresh(refreshToken, request);
            }
        };
    }

    private static Api verifyingOnceMoreIf(JwtUserSessionManager manager, InvalidAccessTokenException.Code code) {
        Map<String, AccessToken> accepted = new HashMap<>();
        return new Api(manager) {
            @Override
            AccessToken verify(String accessToken) {
                try {
                    AccessToken token = manager.verify(accessToken);
                    accepted.put(accessToken, token);
                    return token;
                } catch (InvalidAccessTokenException refusal) {
                    AccessToken token = accepted.get(accessToken);
                    if (token != null && refusal.code() == code) {
                        return token;
                    }
                    throw refusal;
                }
            }
        };
    }
}
