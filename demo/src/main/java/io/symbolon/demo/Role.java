package io.symbolon.demo;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** What an account may do. */
enum Role {
    @JsonProperty("member")
    MEMBER,
    @JsonProperty("admin")
    ADMIN;

    /** The name of the claim that carries it. */
    static final String CLAIM = "role";

    String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
