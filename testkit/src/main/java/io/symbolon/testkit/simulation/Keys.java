package io.symbolon.testkit.simulation;

import io.symbolon.JwsAlgorithm;
import io.symbolon.RefreshTokenKeys;
import io.symbolon.SigningKeys;
import java.nio.ByteBuffer;
import java.util.List;

/** The keys of a history, which are rolled over in three deployments: the old, both with the old first, both with the new. */
final class Keys {
    static final int LAST_PHASE = 2;

    private final List<SigningKeys> signing;
    private final List<RefreshTokenKeys> refresh;

    Keys(Draw draw) {
        SigningKeys oldSigning = SigningKeys.hmac(JwsAlgorithm.HS256, secret(draw));
        SigningKeys newSigning = SigningKeys.hmac(JwsAlgorithm.HS256, secret(draw));
        RefreshTokenKeys oldRefresh = RefreshTokenKeys.of(secret(draw));
        RefreshTokenKeys newRefresh = RefreshTokenKeys.of(secret(draw));
        this.signing = List.of(oldSigning, oldSigning.alsoVerify(newSigning), newSigning.alsoVerify(oldSigning));
        this.refresh = List.of(oldRefresh, oldRefresh.alsoVerify(newRefresh), newRefresh.alsoVerify(oldRefresh));
    }

    SigningKeys signing(int phase) {
        return signing.get(phase);
    }

    RefreshTokenKeys refresh(int phase) {
        return refresh.get(phase);
    }

    private static byte[] secret(Draw draw) {
        ByteBuffer bytes = ByteBuffer.allocate(32);
        while (bytes.hasRemaining()) {
            bytes.putLong(draw.next());
        }
        return bytes.array();
    }
}
