package io.symbolon.spring;

import io.symbolon.CreateOptions;
import io.symbolon.ReauthenticationRequest;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.springframework.security.authentication.InternalAuthenticationServiceException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.FactorGrantedAuthority;

/**
 * What a session keeps of a sign-in: its authorities, exact texts, never joined, never split; and its factors. A sign-in
 * that cannot be kept is refused. What the options say themselves has the last word.
 */
final class KeptSignIn {
    private KeptSignIn() {}

    /** The options of a new session. */
    static CreateOptions addedTo(CreateOptions options, Authentication authentication) {
        return kept(() -> {
            CreateOptions known =
                    options.authorities().isPresent() ? options : options.withAuthorities(authorities(authentication));
            return known.factors().isEmpty() ? known.withFactors(SpringFactors.of(authentication)) : known;
        });
    }

    /** Whether a session that goes on can be told anything: that needs a factor. */
    static boolean provesFactors(CreateOptions kept) {
        return !kept.factors().isEmpty();
    }

    /** The same for a session that goes on: its authorities are then those of this sign-in, no more. */
    static ReauthenticationRequest addedTo(ReauthenticationRequest request, CreateOptions kept) {
        Map<String, Instant> before = new LinkedHashMap<>();
        kept.factors().forEach((name, instant) -> instant.ifPresent(known -> before.put(name, known)));
        String[] now = kept.factors().entrySet().stream()
                .filter(factor -> factor.getValue().isEmpty())
                .map(Map.Entry::getKey)
                .toArray(String[]::new);
        ReauthenticationRequest proved = request.withFactors(now).withFactors(before);
        return kept.authorities().map(proved::withAuthorities).orElse(proved);
    }

    private static Set<String> authorities(Authentication authentication) {
        Set<String> texts = new LinkedHashSet<>();
        for (GrantedAuthority authority : authentication.getAuthorities()) {
            if (authority instanceof FactorGrantedAuthority) {
                continue;
            }
            String text = Optional.ofNullable(authority.getAuthority())
                    .orElseThrow(() -> new IllegalArgumentException(
                            "an authority of the type " + authority.getClass().getName() + " has no text"));
            texts.add(text);
        }
        return texts;
    }

    private static CreateOptions kept(Supplier<CreateOptions> options) {
        try {
            return options.get();
        } catch (IllegalArgumentException unfit) {
            throw new InternalAuthenticationServiceException(
                    "The sign-in was refused, because the session could not keep its authorities: "
                            + unfit.getMessage(),
                    unfit);
        }
    }
}
