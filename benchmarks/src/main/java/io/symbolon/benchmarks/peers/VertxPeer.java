package io.symbolon.benchmarks.peers;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.User;
import io.vertx.ext.auth.authentication.TokenCredentials;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;

/** vertx-auth-jwt: provider built once. Its answer is there when the call returns. */
final class VertxPeer implements Peer {
    private final Vertx vertx = Vertx.vertx();
    private final JWTAuth auth;
    private final JWTOptions signing;

    VertxPeer(PeerKey key) {
        auth = JWTAuth.create(
                vertx,
                new JWTAuthOptions()
                        .addJwk(new JsonObject(key.jwk().toJSONString()))
                        .setJWTOptions(
                                new JWTOptions().setIssuer(SampleClaims.ISSUER).addAudience(SampleClaims.AUDIENCE)));
        signing = new JWTOptions()
                .setAlgorithm(key.algorithm().name())
                .setNoTimestamp(true)
                .setHeader(new JsonObject().put("typ", "at+jwt"));
    }

    @Override
    public Object verify(String token) throws Exception {
        Future<User> answer = auth.authenticate(new TokenCredentials(token));
        RefusedException.unless(answer.succeeded(), "token");
        return answer.result();
    }

    @Override
    public String sign(SampleClaims sample) {
        JsonObject claims = new JsonObject()
                .put("iss", sample.issuer())
                .put("aud", sample.audience())
                .put("sub", sample.subject())
                .put("jti", sample.tokenId())
                .put("iat", sample.issuedAt().getEpochSecond())
                .put("exp", sample.expiresAt().getEpochSecond())
                .put("client_id", sample.issuer())
                .put("sid", sample.sessionId())
                .put("ver", sample.version());
        SampleClaims.OWN.forEach(claims::put);
        return auth.generateToken(claims, signing);
    }

    @Override
    public void close() {
        vertx.close();
    }
}
