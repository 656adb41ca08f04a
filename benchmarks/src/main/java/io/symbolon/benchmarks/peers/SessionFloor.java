package io.symbolon.benchmarks.peers;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;

/**
 * The least that a sign-in can cost: what {@link JcaAndJsonFloor} does, with random ids, and a session in a map, and a
 * refresh token with a MAC of its own. It decides nothing.
 */
final class SessionFloor implements Peer {
    private static final int TOKEN_ID_BYTES = 16;
    private static final int SESSION_ID_BYTES = 16;
    private static final int REFRESH_TOKEN_BYTES = 38;

    private record Session(SampleClaims claims, String refreshToken) {}

    private final JcaAndJsonFloor tokens;
    private final SecureRandom random = new SecureRandom();
    private final Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
    private final Map<String, Session> sessions = new ConcurrentHashMap<>();
    private final ThreadLocal<Mac> macs;

    SessionFloor(PeerKey key) {
        byte[] secret = new byte[PeerKey.SECRET_BYTES];
        random.nextBytes(secret);
        this.tokens = new JcaAndJsonFloor(key);
        this.macs = ThreadLocal.withInitial(() -> JcaFloor.hmac(PeerKey.hmacKey(secret)));
    }

    @Override
    public Object verify(String token) throws Exception {
        return tokens.verify(token);
    }

    @Override
    public String sign(SampleClaims sample) throws Exception {
        byte[] sessionId = randomBytes(SESSION_ID_BYTES);
        SampleClaims claims =
                sample.withIds(base64.encodeToString(randomBytes(TOKEN_ID_BYTES)), base64.encodeToString(sessionId));
        String accessToken = tokens.sign(claims);
        Mac mac = macs.get();
        mac.update(sessionId);
        String refreshToken = base64.encodeToString(mac.doFinal(new byte[REFRESH_TOKEN_BYTES - SESSION_ID_BYTES]));
        sessions.put(claims.sessionId(), new Session(claims, refreshToken));
        return accessToken;
    }

    private byte[] randomBytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }
}
