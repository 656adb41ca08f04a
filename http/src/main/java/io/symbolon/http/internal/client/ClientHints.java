package io.symbolon.http.internal.client;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The hints that browsers send unasked (User-Agent Client Hints): brands, platform, and whether it is a mobile one. */
record ClientHints(String brands, String platform, String mobile) {
    /** Printable ASCII: what a structured field's string may hold (RFC 9651 section 3.3.3), without its escapes. */
    private static final String CHARACTER = "[ -~&&[^\"\\\\]]";

    private static final Pattern BRAND = Pattern.compile("\"(" + CHARACTER + "*)\"\\s*;\\s*v=");
    private static final Pattern TEXT = Pattern.compile("\"(" + CHARACTER + "{1,64})\"");
    /** Browsers add a meaningless brand, so that nobody relies on the list's form. */
    private static final Pattern GREASE = Pattern.compile("(?i).*not.*brand.*");

    private static final Map<String, String> COMMON_NAMES =
            Map.of("Google Chrome", "Chrome", "Microsoft Edge", "Edge", "Chrome OS", "ChromeOS", "Mac OS X", "macOS");

    Optional<String> browser() {
        Optional<String> engine = Optional.empty();
        Matcher brand = BRAND.matcher(brands);
        while (brand.find()) {
            String name = brand.group(1).strip();
            if (name.equals("Chromium")) {
                engine = Optional.of(name);
            } else if (!name.isEmpty() && !GREASE.matcher(name).matches()) {
                return Optional.of(COMMON_NAMES.getOrDefault(name, name));
            }
        }
        return engine;
    }

    Optional<String> system() {
        Matcher text = TEXT.matcher(platform.strip());
        return text.matches()
                ? Optional.of(text.group(1).strip())
                        .map(name -> COMMON_NAMES.getOrDefault(name, name))
                        .filter(name -> !name.isEmpty() && !name.equals("Unknown"))
                : Optional.empty();
    }

    boolean isMobile() {
        return mobile.strip().equals("?1");
    }
}
