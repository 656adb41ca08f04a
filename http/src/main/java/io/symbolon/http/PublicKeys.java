package io.symbolon.http;

/** The public keys, for services that verify tokens themselves. */
final class PublicKeys {
    private PublicKeys() {}

    static HttpAnswer of(String jwks) {
        return HttpAnswer.unchanged()
                .withHeader("Cache-Control", "public, max-age=300")
                .withBody("application/jwk-set+json", jwks);
    }
}
