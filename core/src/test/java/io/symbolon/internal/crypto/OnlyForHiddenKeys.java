package io.symbolon.internal.crypto;

import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
import java.security.InvalidKeyException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.SignatureSpi;
import java.security.spec.AlgorithmParameterSpec;
import org.jspecify.annotations.Nullable;

/** A provider as a hardware module brings it: it signs with its own keys only. */
final class OnlyForHiddenKeys extends Provider {
    private static final long serialVersionUID = 1L;

    OnlyForHiddenKeys() {
        super("OnlyForHiddenKeys", "1", "for a test");
        for (String name : new String[] {
            "SHA256withRSA",
            "SHA384withRSA",
            "SHA512withRSA",
            "RSASSA-PSS",
            "Ed25519",
            "SHA256withECDSAinP1363Format",
            "SHA384withECDSAinP1363Format",
            "SHA512withECDSAinP1363Format"
        }) {
            putService(new Service(this, "Signature", name, Engine.class.getName(), null, null) {
                @Override
                public Object newInstance(@Nullable Object parameter) {
                    return new Engine(name);
                }
            });
        }
    }

    private static final class Engine extends SignatureSpi {
        private final String name;
        private @Nullable Signature inside;

        Engine(String name) {
            this.name = name;
        }

        @Override
        protected void engineInitVerify(PublicKey key) throws InvalidKeyException {
            throw new InvalidKeyException("signs only");
        }

        @Override
        protected void engineInitSign(PrivateKey key) throws InvalidKeyException {
            if (!(key instanceof HiddenKey hidden)) {
                throw new InvalidKeyException("not one of this module");
            }
            try {
                Signature signature = Signature.getInstance(
                        name, name.contains("EC") || name.startsWith("Ed") ? "SunEC" : "SunRsaSign");
                signature.initSign(hidden.reveal());
                inside = signature;
            } catch (GeneralSecurityException failed) {
                throw new InvalidKeyException(failed);
            }
        }

        @Override
        protected void engineUpdate(byte value) throws SignatureException {
            inside().update(value);
        }

        @Override
        protected void engineUpdate(byte[] bytes, int from, int length) throws SignatureException {
            inside().update(bytes, from, length);
        }

        @Override
        protected byte[] engineSign() throws SignatureException {
            return inside().sign();
        }

        @Override
        protected boolean engineVerify(byte[] signature) throws SignatureException {
            throw new SignatureException("signs only");
        }

        @Override
        protected void engineSetParameter(AlgorithmParameterSpec parameters) throws InvalidAlgorithmParameterException {
            if (inside == null) {
                throw new InvalidAlgorithmParameterException("not initialised");
            }
            inside.setParameter(parameters);
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

        private Signature inside() throws SignatureException {
            if (inside == null) {
                throw new SignatureException("not initialised");
            }
            return inside;
        }
    }
}
