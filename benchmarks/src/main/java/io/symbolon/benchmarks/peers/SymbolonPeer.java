package io.symbolon.benchmarks.peers;

import io.symbolon.CreateOptions;
import io.symbolon.JwtUserSessionManager;
import io.symbolon.RefreshTokenKeys;
import io.symbolon.SessionContext;
import io.symbolon.storage.memory.InMemoryUserSessionStorage;
import java.time.Duration;

/**
 * Symbolon with its in-memory storage. To sign is to sign a user in here: a session is stored, and a refresh token is
 * made too.
 */
public final class SymbolonPeer implements Peer {
    private static final SessionContext CONTEXT = SessionContext.of("203.0.113.7");
    private static final CreateOptions OPTIONS = CreateOptions.claims(SampleClaims.OWN);

    private final JwtUserSessionManager manager;

    /** Remembers no token: each is verified as if it had never been seen. */
    SymbolonPeer(PeerKey key) {
        this(key, 0);
    }

    /**
     * Remembers tokens.
     *
     * @param rememberedTokens how many at most
     */
    public SymbolonPeer(PeerKey key, int rememberedTokens) {
        manager = JwtUserSessionManager.builder()
                .issuer(SampleClaims.ISSUER)
                .audience(SampleClaims.AUDIENCE)
                .signingKeys(key.signingKeys())
                .refreshTokenKeys(RefreshTokenKeys.generate())
                .accessTokenTtl(Duration.ofHours(1))
                .storage(new InMemoryUserSessionStorage())
                .verifiedTokenCache(rememberedTokens)
                .build();
    }

    @Override
    public Object verify(String token) {
        return manager.verify(token);
    }

    @Override
    public String sign(SampleClaims claims) {
        return manager.create(claims.subject(), CONTEXT, OPTIONS).accessToken();
    }

    @Override
    public void close() {
        manager.close();
    }
}
