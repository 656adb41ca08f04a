package io.symbolon.internal.crypto;

import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.SignatureSpi;
import org.jspecify.annotations.Nullable;

/** A provider with the worst of faults: it calls every signature good. */
final class AcceptsEverything extends Provider {
    private static final long serialVersionUID = 1L;

    AcceptsEverything() {
        super("AcceptsEverything", "1", "for a test");
        putService(new Service(this, "Signature", "SHA256withECDSAinP1363Format", Engine.class.getName(), null, null) {
            @Override
            public Object newInstance(@Nullable Object parameter) {
                return new Engine();
            }
        });
    }

    private static final class Engine extends SignatureSpi {
        @Override
        protected void engineInitVerify(PublicKey key) {}

        @Override
        protected void engineInitSign(PrivateKey key) {}

        @Override
        protected void engineUpdate(byte value) {}

        @Override
        protected void engineUpdate(byte[] bytes, int from, int length) {}

        @Override
        protected byte[] engineSign() {
            return new byte[64];
        }

        @Override
        protected boolean engineVerify(byte[] signature) {
            return true;
        }

        @Override
        @Deprecated
        protected void engineSetParameter(String parameter, Object value) {
            throw new UnsupportedOperationException();
        }

        @Override
        @Deprecated
        protected Object engineGetParameter(String parameter) {
            throw new UnsupportedOperationException();
        }
    }
}
