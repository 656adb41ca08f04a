package io.symbolon.benchmarks.peers;

import cn.dev33.satoken.SaManager;
import cn.dev33.satoken.config.SaTokenConfig;
import cn.dev33.satoken.jwt.StpLogicJwtForMixin;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;

/**
 * Sa-Token in its JWT mode "mixin": the token says who signed in, the rest is kept in memory. Its tokens have no issuer
 * and no audience; it checks signature, expiry, and the kind of sign-in.
 */
final class SaTokenPeer implements Peer {
    private final StpLogicJwtForMixin logic = new StpLogicJwtForMixin();

    SaTokenPeer(PeerKey key) {
        String secret = new String(Base64.getEncoder().encode(key.secret()), StandardCharsets.ISO_8859_1);
        logic.setConfig(new SaTokenConfig()
                .setJwtSecretKey(secret)
                .setIsPrint(false)
                .setIsLog(false)
                .setIsShare(false));
        SaManager.setConfig(logic.getConfig());
    }

    @Override
    public Object verify(String token) throws Exception {
        Object subject = logic.getLoginIdByToken(token);
        if (subject == null) {
            throw new RefusedException("token");
        }
        return subject;
    }

    @Override
    public String sign(SampleClaims sample) {
        long seconds = Duration.between(Instant.now(), sample.expiresAt()).toSeconds();
        return logic.createTokenValue(sample.subject(), "web", seconds, SampleClaims.OWN);
    }
}
