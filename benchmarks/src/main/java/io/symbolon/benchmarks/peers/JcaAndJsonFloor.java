package io.symbolon.benchmarks.peers;

import java.io.StringWriter;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** The least that a careless service could write by hand: the JDK's crypto and a streaming JSON parser. */
final class JcaAndJsonFloor implements Peer {
    private static final JsonFactory JSON = new JsonFactory();

    private final JcaFloor jca;
    private final String header;

    JcaAndJsonFloor(PeerKey key) {
        jca = new JcaFloor(key);
        header = key.header();
    }

    @Override
    public Object verify(String token) throws Exception {
        jca.verify(token);
        Map<String, Object> claims = claims(token);
        RefusedException.unless(SampleClaims.ISSUER.equals(claims.get("iss")), "iss");
        RefusedException.unless(SampleClaims.AUDIENCE.equals(claims.get("aud")), "aud");
        RefusedException.unless(
                claims.get("exp") instanceof Long exp && exp * 1000 > System.currentTimeMillis(), "exp");
        return claims;
    }

    @Override
    public String sign(SampleClaims sample) throws Exception {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            // In the order in which Symbolon issues them.
            json.writeStartObject();
            json.writeStringProperty("iss", sample.issuer());
            json.writeStringProperty("aud", sample.audience());
            json.writeStringProperty("client_id", sample.issuer());
            json.writeStringProperty("sub", sample.subject());
            json.writeNumberProperty("exp", sample.expiresAt().getEpochSecond());
            json.writeNumberProperty("iat", sample.issuedAt().getEpochSecond());
            json.writeStringProperty("jti", sample.tokenId());
            json.writeStringProperty("sid", sample.sessionId());
            json.writeNumberProperty("ver", sample.version());
            json.writeStringProperty("role", "editor");
            json.writeStringProperty("tenant", "t-4711");
            json.writeNumberProperty("level", 3);
            json.writeEndObject();
        }
        return jca.sign(header, text.toString());
    }

    private static Map<String, Object> claims(String token) {
        byte[] payload = Base64.getUrlDecoder().decode(token.substring(token.indexOf('.') + 1, token.lastIndexOf('.')));
        Map<String, Object> claims = new HashMap<>();
        try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), payload)) {
            json.nextToken();
            for (String name = json.nextName(); name != null; name = json.nextName()) {
                claims.put(
                        name, json.nextToken() == JsonToken.VALUE_NUMBER_INT ? json.getLongValue() : json.getString());
            }
        }
        return claims;
    }
}
