package io.symbolon.internal.crypto;

import java.security.PrivateKey;
import org.jspecify.annotations.Nullable;

/** A private key that does not give out its bytes, as one in a hardware module. */
final class HiddenKey implements PrivateKey {
    private static final long serialVersionUID = 1L;

    private final PrivateKey hidden;

    HiddenKey(PrivateKey hidden) {
        this.hidden = hidden;
    }

    PrivateKey reveal() {
        return hidden;
    }

    @Override
    public String getAlgorithm() {
        return hidden.getAlgorithm();
    }

    @Override
    public @Nullable String getFormat() {
        return null;
    }

    @Override
    public byte @Nullable [] getEncoded() {
        return null;
    }
}
