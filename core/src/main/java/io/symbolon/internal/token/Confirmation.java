package io.symbolon.internal.token;

import io.symbolon.Binding;
import io.symbolon.internal.json.Base64Url;
import io.symbolon.internal.json.JsonException;

/**
 * Claim {@code cnf} (RFC 7800): one member, of which the value is the thumbprint of the session's key. {@code jkt} means
 * DPoP and nothing else (RFC 9449 section 6.1), so that the other kinds have members of their own. A member that is not
 * known is refused: what it demands would not be asked for.
 */
final class Confirmation {
    private static final String DPOP = "jkt";
    private static final String DBSC = "dbsc_jkt";
    private static final String SOFTWARE = "software_jkt";
    private static final int THUMBPRINT_BYTES = 32;

    private Confirmation() {}

    /** The claim, after others. */
    static String member(Binding binding) {
        return ",\"cnf\":{\"" + name(binding) + "\":\"" + binding.thumbprint() + "\"}";
    }

    /** @throws JsonException if it is none of ours */
    static Binding binding(String name, String thumbprint) {
        if (Base64Url.decode(thumbprint)
                .filter(bytes -> bytes.length == THUMBPRINT_BYTES)
                .isEmpty()) {
            throw new JsonException();
        }
        return switch (name) {
            case DPOP -> new Binding.Dpop(thumbprint);
            case DBSC -> new Binding.Dbsc(thumbprint);
            case SOFTWARE -> new Binding.Software(thumbprint);
            default -> throw new JsonException();
        };
    }

    private static String name(Binding binding) {
        if (binding instanceof Binding.Dpop) {
            return DPOP;
        }
        return binding instanceof Binding.Dbsc ? DBSC : SOFTWARE;
    }
}
