package io.symbolon.internal.crypto;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.symbolon.JwsAlgorithm;
import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.SignatureException;
import java.security.SignatureSpi;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EngineSignerTest {
    private final Echoing provider = new Echoing();
    private final EngineSigner signer;

    EngineSignerTest() throws GeneralSecurityException {
        signer = EngineSigner.of(
                SignatureEngines.of(provider, SignatureEngines.Names.JDK),
                JwsAlgorithm.EdDSA,
                KeyPairs.one(JwsAlgorithm.EdDSA).getPrivate());
    }

    @Test
    void anEngineIsUsedAgain() {
        assertThat(signed("one")).isEqualTo("one");
        assertThat(signed("two")).isEqualTo("two");
        assertThat(provider.engines).isEqualTo(1);
    }

    @Test
    void anEngineThatHasThrownIsNot() {
        provider.fails = true;
        assertThatThrownBy(() -> signed("one")).isInstanceOf(IllegalStateException.class);

        provider.fails = false;
        assertThat(signed("two")).isEqualTo("two");
        assertThat(provider.engines).isEqualTo(2);
    }

    private String signed(String text) {
        return new String(signer.sign((text + " and more").getBytes(US_ASCII), text.length()), US_ASCII);
    }

    /** Its signatures are what was signed. An engine that fails keeps that. */
    private static final class Echoing extends Provider {
        private static final long serialVersionUID = 1L;

        private int engines;
        private boolean fails;

        Echoing() {
            super("Echoing", "1", "for a test");
            putService(new Service(this, "Signature", "Ed25519", Engine.class.getName(), null, null) {
                @Override
                public Object newInstance(@Nullable Object parameter) {
                    engines++;
                    return new Engine();
                }
            });
        }

        private final class Engine extends SignatureSpi {
            private final ByteArrayOutputStream given = new ByteArrayOutputStream();

            @Override
            protected void engineInitVerify(PublicKey key) {
                throw new UnsupportedOperationException();
            }

            @Override
            protected void engineInitSign(PrivateKey key) {}

            @Override
            protected void engineUpdate(byte value) {
                given.write(value);
            }

            @Override
            protected void engineUpdate(byte[] bytes, int from, int length) {
                given.write(bytes, from, length);
            }

            @Override
            protected byte[] engineSign() throws SignatureException {
                if (fails) {
                    throw new SignatureException("for a test");
                }
                byte[] signature = given.toByteArray();
                given.reset();
                return signature;
            }

            @Override
            protected boolean engineVerify(byte[] signature) {
                throw new UnsupportedOperationException();
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
}
