package io.symbolon.testkit.simulation;

import io.symbolon.BindingProof;
import io.symbolon.InvalidRefreshTokenException;
import io.symbolon.JwtUserSessionManager;
import io.symbolon.RefreshRequest;
import io.symbolon.RevocationCause;
import io.symbolon.SessionId;
import io.symbolon.SessionTokens;
import io.symbolon.storage.ForwardingUserSessionStorage;
import io.symbolon.storage.Generation;
import io.symbolon.storage.SessionUpdate;
import io.symbolon.storage.StorageResult;
import io.symbolon.storage.StoredSession;
import io.symbolon.storage.UserSessionStorage;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/** What goes wrong with bound sessions, each in one small way. */
@NullMarked
final class BindingDefects {
    /** The number of the part of a record that has the key. */
    private static final int KEY_PART = 9;

    private BindingDefects() {}

    /**
     * As if no refresh token said that its session is bound: after a fail-over that lost the binding, the last one from before
     * it takes its place.
     */
    static Hooks tokensDoNotSayThatTheyAreBound() {
        Set<SessionId> refreshing = new HashSet<>();
        Map<SessionId, String> unbound = new HashMap<>();
        return Hooks.NONE
                .withStorage(sound -> new ForwardingUserSessionStorage(sound) {
                    @Override
                    public StorageResult<Boolean> end(SessionId id, RevocationCause cause) {
                        return refreshing.contains(id) && cause == RevocationCause.SIGNED_OUT
                                ? StorageResult.of(true, sound.find(id).now())
                                : sound.end(id, cause);
                    }
                })
                .withApi(manager -> new Api(manager) {
                    @Override
                    SessionTokens refresh(String refreshToken, RefreshRequest request) {
                        SessionId id = manager.identify(refreshToken).sessionId();
                        refreshing.add(id);
                        try {
                            return seen(manager.refresh(refreshToken, request));
                        } catch (InvalidRefreshTokenException refusal) {
                            String other = unbound.get(id);
                            if (refusal.code() == InvalidRefreshTokenException.Code.SESSION_NOT_FOUND
                                    && other != null
                                    && !other.equals(refreshToken)) {
                                return manager.refresh(other, request);
                            }
                            throw refusal;
                        } finally {
                            refreshing.remove(id);
                        }
                    }

                    @Override
                    String registrationChallenge(SessionTokens tokens) {
                        return super.registrationChallenge(seen(tokens));
                    }

                    private SessionTokens seen(SessionTokens tokens) {
                        if (tokens.binding().isEmpty()) {
                            unbound.put(tokens.sessionId(), tokens.refreshToken());
                        }
                        return tokens;
                    }
                });
    }

    /** The challenge of a proof that was good once is not looked at again. */
    static Api acceptsWhatWasGoodOnce(JwtUserSessionManager manager) {
        return new Lenient(manager) {
            private final Set<BindingProof> good = new HashSet<>();

            @Override
            void accepted(String refreshToken, RefreshRequest request) {
                request.proof().ifPresent(good::add);
            }

            @Override
            boolean accepts(String refreshToken, RefreshRequest request) {
                return request.proof().filter(good::contains).isPresent();
            }
        };
    }

    /** A proof is checked with the key that it shows itself. */
    static Api checksWithThePresentedKey(JwtUserSessionManager manager) {
        return new Lenient(manager) {
            @Override
            void accepted(String refreshToken, RefreshRequest request) {}

            @Override
            boolean accepts(String refreshToken, RefreshRequest request) {
                return request.proof().filter(BindingDefects::showsItsKey).isPresent();
            }
        };
    }

    /** A refresh token that was proved once is repeated without a proof. */
    static Api repeatsWithoutProof(JwtUserSessionManager manager) {
        return new Lenient(manager) {
            private final Set<String> proved = new HashSet<>();

            @Override
            void accepted(String refreshToken, RefreshRequest request) {
                if (request.proof().isPresent()) {
                    proved.add(refreshToken);
                }
            }

            @Override
            boolean accepts(String refreshToken, RefreshRequest request) {
                return request.proof().isEmpty() && proved.contains(refreshToken);
            }
        };
    }

    /** Who comes without a proof is taken for a thief, and ends the session. */
    static Api endsWhatComesWithoutAProof(JwtUserSessionManager manager) {
        return new Api(manager) {
            @Override
            SessionTokens refresh(String refreshToken, RefreshRequest request) {
                try {
                    return manager.refresh(refreshToken, request);
                } catch (InvalidRefreshTokenException refusal) {
                    if (refusal.code() == InvalidRefreshTokenException.Code.PROOF_REQUIRED) {
                        manager.revokeByRefreshToken(refreshToken);
                    }
                    throw refusal;
                }
            }
        };
    }

    /** The tokens of a refresh lead to a binding as those of a sign-in do. */
    static Api letsEveryTokenBind(JwtUserSessionManager manager) {
        return new Api(manager) {
            @Override
            String registrationChallenge(SessionTokens tokens) {
                return super.registrationChallenge(new SessionTokens(
                        tokens.sessionId(),
                        tokens.accessToken(),
                        tokens.accessTokenExpiresAt(),
                        tokens.refreshToken(),
                        tokens.refreshTokenExpiresAt(),
                        SessionTokens.Origin.SIGN_IN,
                        tokens.binding()));
            }
        };
    }

    /** Of two bindings at once the second one wins too. */
    static UserSessionStorage bindsTwice(UserSessionStorage sound) {
        return new ForwardingUserSessionStorage(sound) {
            @Override
            public StorageResult<Optional<StoredSession>> update(SessionUpdate update) {
                StorageResult<Optional<StoredSession>> result = sound.update(update);
                return result.value().isEmpty() && isBinding(update)
                        ? sound.find(update.id())
                                .value()
                                .map(now -> sound.update(ServerDefects.expecting(now.revision(), update)))
                                .orElse(result)
                        : result;
            }
        };
    }

    /** A refresh writes the record without the key. */
    static UserSessionStorage forgetsTheKey(UserSessionStorage sound) {
        return new ForwardingUserSessionStorage(sound) {
            @Override
            public StorageResult<Optional<StoredSession>> update(SessionUpdate update) {
                boolean isRefresh = update.generation()
                        .filter(next -> next.origin() == Generation.Origin.REFRESH)
                        .isPresent();
                return sound.update(
                        isRefresh
                                ? new SessionUpdate(
                                        update.id(),
                                        update.expectedRevision(),
                                        update.generation(),
                                        update.refreshes(),
                                        update.outdates(),
                                        update.parts().without(KEY_PART))
                                : update);
            }
        };
    }

    private static boolean isBinding(SessionUpdate update) {
        return update.generation()
                .filter(next -> next.origin() == Generation.Origin.BINDING)
                .isPresent();
    }

    private static boolean showsItsKey(BindingProof proof) {
        String text = proof instanceof BindingProof.Dpop dpop
                ? dpop.proof()
                : proof instanceof BindingProof.Dbsc dbsc ? dbsc.jws() : ((BindingProof.Software) proof).jws();
        byte[] header = Base64.getUrlDecoder().decode(text.substring(0, text.indexOf('.')));
        return new String(header, StandardCharsets.UTF_8).contains("\"jwk\"");
    }

    /** Gives tokens in some cases in which a proof is required. */
    private abstract static class Lenient extends Api {
        private final JwtUserSessionManager manager;

        Lenient(JwtUserSessionManager manager) {
            super(manager);
            this.manager = manager;
        }

        abstract boolean accepts(String refreshToken, RefreshRequest request);

        abstract void accepted(String refreshToken, RefreshRequest request);

        @Override
        SessionTokens refresh(String refreshToken, RefreshRequest request) {
            try {
                SessionTokens tokens = manager.refresh(refreshToken, request);
                accepted(refreshToken, request);
                return tokens;
            } catch (InvalidRefreshTokenException refusal) {
                if (refusal.code() == InvalidRefreshTokenException.Code.PROOF_REQUIRED
                        && accepts(refreshToken, request)) {
                    return manager.reauthenticated(
                            manager.identify(refreshToken).sessionId(), request.context(), "pwd");
                }
                throw refusal;
            }
        }
    }
}
