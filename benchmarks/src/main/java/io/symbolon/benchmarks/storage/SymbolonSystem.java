package io.symbolon.benchmarks.storage;

import io.symbolon.CreateOptions;
import io.symbolon.JwsAlgorithm;
import io.symbolon.JwtUserSessionManager;
import io.symbolon.RefreshRotation;
import io.symbolon.RefreshTokenKeys;
import io.symbolon.SessionContext;
import io.symbolon.SigningKeys;
import io.symbolon.benchmarks.peers.SampleClaims;
import io.symbolon.storage.UserSessionStorage;

/** A node of Symbolon. A handle is a refresh token. */
final class SymbolonSystem implements SessionSystem {
    private static final SessionContext CONTEXT = SessionContext.of(Content.IP);
    private static final CreateOptions OPTIONS = CreateOptions.claims(Content.CLAIMS);

    private final UserSessionStorage storage;
    private final JwtUserSessionManager manager;

    /** The storage is closed with the node. */
    SymbolonSystem(UserSessionStorage storage) {
        this.storage = storage;
        this.manager = JwtUserSessionManager.builder()
                .issuer(SampleClaims.ISSUER)
                .audience(SampleClaims.AUDIENCE)
                .signingKeys(SigningKeys.generate(JwsAlgorithm.HS256))
                .refreshTokenKeys(RefreshTokenKeys.generate())
                // Else a token that is young is given again, and nothing is written.
                .rotation(RefreshRotation.strict())
                .storage(storage)
                .build();
    }

    @Override
    public String create(String subject) {
        return manager.create(subject, CONTEXT, OPTIONS).refreshToken();
    }

    @Override
    public String refresh(String handle) {
        return manager.refresh(handle, CONTEXT).refreshToken();
    }

    @Override
    public int list(String subject) {
        return manager.list(subject).size();
    }

    @Override
    public void revoke(String handle) {
        manager.revokeByRefreshToken(handle);
    }

    @Override
    public void close() {
        manager.close();
        storage.close();
    }
}
