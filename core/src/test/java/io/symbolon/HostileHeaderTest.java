package io.symbolon;

import static io.symbolon.fixture.Nodes.CONTEXT;
import static io.symbolon.fixture.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.symbolon.InvalidAccessTokenException.Code;
import io.symbolon.fixture.Nodes;
import io.symbolon.fixture.RawTokens;
import io.symbolon.fixture.TestKeys;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A header is matched, never parsed: whatever another one asks for, no code does it, not even with a good signature. */
class HostileHeaderTest {
    @AutoClose
    private final Nodes nodes = new Nodes();

    private final JwtUserSessionManager node = nodes.start(builder -> builder.verifiedTokenCache(0));
    private String header = "";
    private String payload = "";

    @BeforeEach
    void takeATokenApart() {
        String token = node.create("user-1", CONTEXT).accessToken();
        header = RawTokens.text(token, 0);
        payload = RawTokens.text(token, 1);
    }

    @Test
    void theTestsOwnSignerMakesGoodTokensWithTheRightHeader() {
        assertThat(node.verify(signed(header)).subject()).isEqualTo("user-1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "None", "NONE", "nOnE", ""})
    void algorithmNoneIsRefusedWithAndWithoutASignature(String none) {
        String hostile = header.replace("HS256", none);
        String unsigned = RawTokens.encode(hostile) + '.' + RawTokens.encode(payload) + '.';

        assertRefused(Code.BAD_SIGNATURE, () -> node.verify(unsigned));
        assertRefused(Code.BAD_SIGNATURE, () -> node.verify(signed(hostile)));
        assertRefused(
                Code.BAD_SIGNATURE,
                () -> node.verify(
                        RawTokens.encode("{\"alg\":\"" + none + "\"}") + '.' + RawTokens.encode(payload) + '.'));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"crit\":[\"exp\"]",
                "\"crit\":[]",
                "\"b64\":false,\"crit\":[\"b64\"]",
                "\"b64\":true",
                "\"zip\":\"DEF\"",
                "\"jwk\":{\"kty\":\"oct\",\"k\":\"AAAA\"}",
                "\"jku\":\"https://attacker.example/jwks\"",
                "\"x5u\":\"https://attacker.example/x5u\"",
                "\"x5c\":[\"MIIB\"]",
                "\"cty\":\"JWT\"",
                "\"typ\":\"JWT\"",
                "\"alg\":\"HS256\"",
                "\"x\":1"
            })
    void aHeaderWithOneMoreMemberIsRefusedWhereverItStands(String member) {
        assertRefused(Code.BAD_SIGNATURE, () -> node.verify(signed("{" + member + "," + header.substring(1))));
        assertRefused(
                Code.BAD_SIGNATURE,
                () -> node.verify(signed(header.substring(0, header.length() - 1) + "," + member + "}")));
    }

    @Test
    void aHeaderThatSaysTheSameInOtherBytesIsRefused() {
        String keyId = keyId();
        for (String same : new String[] {
            "{\"kid\":\"" + keyId + "\",\"alg\":\"HS256\",\"typ\":\"at+jwt\"}",
            "{\"typ\":\"at+jwt\",\"alg\":\"HS256\",\"kid\":\"" + keyId + "\"}",
            header + " ",
            header + "\n",
            " " + header,
            header.replace(":", ": "),
            header.replace(",", ",\n"),
            header.replace("HS256", "HS\\u0032\\u0035\\u0036"),
            header.replace("at+jwt", "at\\u002bjwt"),
            "\uFEFF" + header
        }) {
            assertThat(same).isNotEqualTo(header);
            assertRefused(Code.BAD_SIGNATURE, () -> node.verify(signed(same)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"JWT", "jwt", "at+JWT", "AT+JWT", "application/at+jwt", "rt+jwt", ""})
    void anotherTypeIsRefused(String type) {
        assertRefused(Code.BAD_SIGNATURE, () -> node.verify(signed(header.replace("at+jwt", type))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "other", "../../dev/null", "' OR 1=1 --", "${jndi:ldap://x}", "http://attacker.example"})
    void anotherKeyIdIsRefused(String hostile) {
        assertRefused(Code.BAD_SIGNATURE, () -> node.verify(signed(header.replace(keyId(), hostile))));
    }

    @Test
    void aHeaderWithoutKeyIdOrTypeIsRefused() {
        assertRefused(Code.BAD_SIGNATURE, () -> node.verify(signed("{\"alg\":\"HS256\",\"typ\":\"at+jwt\"}")));
        assertRefused(Code.BAD_SIGNATURE, () -> node.verify(signed("{\"alg\":\"HS256\",\"kid\":\"" + keyId() + "\"}")));
        assertRefused(Code.BAD_SIGNATURE, () -> node.verify(signed("{}")));
        assertRefused(Code.BAD_SIGNATURE, () -> node.verify(signed("")));
        assertRefused(Code.BAD_SIGNATURE, () -> node.verify(signed("null")));
        assertRefused(Code.BAD_SIGNATURE, () -> node.verify(signed("not json")));
    }

    @Test
    void aTokenThatNimbusSignedWithTheRightSecretAndItsOwnHeaderIsRefused() throws Exception {
        for (JWSHeader.Builder other : new JWSHeader.Builder[] {
            new JWSHeader.Builder(JWSAlgorithm.HS256),
            new JWSHeader.Builder(JWSAlgorithm.HS256)
                    .type(new JOSEObjectType("at+jwt"))
                    .keyID("other"),
            new JWSHeader.Builder(JWSAlgorithm.HS256).type(JOSEObjectType.JWT).keyID(keyId())
        }) {
            SignedJWT jwt = new SignedJWT(other.build(), JWTClaimsSet.parse(payload));
            jwt.sign(new MACSigner(Nodes.secret()));
            assertRefused(Code.BAD_SIGNATURE, () -> node.verify(jwt.serialize()));
        }
    }

    @Test
    void aSecretMadeOfThePublicKeySignsNothing() {
        JwtUserSessionManager rsa =
                nodes.start(builder -> builder.signingKeys(TestKeys.signingKeys(JwsAlgorithm.RS256)));
        String token = rsa.create("user-1", CONTEXT).accessToken();
        byte[] der = TestKeys.pair(JwsAlgorithm.RS256).getPublic().getEncoded();
        byte[] pem = ("-----BEGIN PUBLIC KEY-----\n"
                        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
                        + "\n-----END PUBLIC KEY-----\n")
                .getBytes(StandardCharsets.US_ASCII);

        for (byte[] secret : new byte[][] {der, pem, rsa.jwks().getBytes(StandardCharsets.UTF_8)}) {
            for (String hostile :
                    new String[] {RawTokens.text(token, 0).replace("RS256", "HS256"), RawTokens.text(token, 0)}) {
                String unsigned = RawTokens.encode(hostile) + '.' + RawTokens.part(token, 1);
                assertRefused(
                        Code.BAD_SIGNATURE, () -> rsa.verify(RawTokens.hmacSigned("HmacSHA256", secret, unsigned)));
            }
        }
    }

    @Test
    void aKeyOfOneAlgorithmVerifiesNoOtherAlgorithmsTokens() {
        JwtUserSessionManager rs256 =
                nodes.start(builder -> builder.signingKeys(TestKeys.signingKeys(JwsAlgorithm.RS256)));
        JwtUserSessionManager ps256 =
                nodes.start(builder -> builder.signingKeys(TestKeys.signingKeys(JwsAlgorithm.PS256)));
        String token = ps256.create("user-1", CONTEXT).accessToken();

        assertThat(ps256.verify(token).subject()).isEqualTo("user-1");
        assertRefused(Code.BAD_SIGNATURE, () -> rs256.verify(token));
    }

    @Test
    void aHeaderInNonCanonicalBase64IsRefused() {
        String encoded = RawTokens.encode(header);

        assertRefused(Code.BAD_SIGNATURE, () -> node.verify(RawTokens.signed(encoded + "=", payload)));
        assertRefused(Code.BAD_SIGNATURE, () -> node.verify(RawTokens.signed(encoded + "==", payload)));
        assertRefused(Code.BAD_SIGNATURE, () -> node.verify(RawTokens.signed(encoded + "A", payload)));
    }

    private String signed(String anyHeader) {
        return RawTokens.signed(RawTokens.encode(anyHeader), payload);
    }

    private String keyId() {
        return header.substring(header.indexOf("\"kid\":\"") + 7, header.indexOf("\",\"typ\""));
    }
}
