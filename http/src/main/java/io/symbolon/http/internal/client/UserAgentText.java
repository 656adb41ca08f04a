package io.symbolon.http.internal.client;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import ua_parser.Parser;

/**
 * What a user agent says: names of browser and system without version numbers, as these change while a session goes on.
 *
 * @param text as sent
 * @param browser such as {@code Firefox}
 * @param system such as {@code Linux}
 */
record UserAgentText(String text, Optional<String> browser, Optional<String> system) {
    private static final int MAXIMUM_NAME = 64;
    private static final Pattern VARIANT = Pattern.compile(" ?\\b(Mobile iOS|Mobile|iOS)\\b ?");
    private static final Pattern CONTROL_CHARACTERS = Pattern.compile("\\p{Cntrl}");
    private static final Pattern TV =
            Pattern.compile("(?i)smart-?tv|googletv|appletv|\\bTV\\b|\\bAFT[A-Z]|\\bBRAVIA|Roku/");

    private static final Set<String> DESKTOP_SYSTEMS =
            Set.of("Windows", "macOS", "Linux", "ChromeOS", "FreeBSD", "OpenBSD", "NetBSD", "Solaris");
    /** One browser says its distribution's name in one release and not in the next. */
    private static final Set<String> DISTRIBUTIONS = Set.of(
            "Ubuntu",
            "Fedora",
            "Debian",
            "Red Hat",
            "SUSE",
            "Mint",
            "Gentoo",
            "Arch Linux",
            "Slackware",
            "CentOS",
            "Kubuntu",
            "Mandriva",
            "PCLinuxOS",
            "VectorLinux",
            "Puppy");

    private static final Set<String> TV_SYSTEMS =
            Set.of("ATV OS X", "tvOS", "Tizen", "webOS", "Web0S", "Roku", "FireOS TV", "Chromecast");
    private static final Map<String, String> SYSTEM_NAMES = Map.of("Mac OS X", "macOS", "Chrome OS", "ChromeOS");
    /** A page inside of another program's window says little of that program. */
    private static final Map<String, String> BROWSER_NAMES =
            Map.of("Safari UI/WKWebView", "App", "Chrome WebView", "App", "Android", "App", "HeadlessChrome", "Chrome");
    /** Browsers for iOS name themselves in other ways on the desktop site, which the parser does not know. */
    private static final Map<Pattern, String> OWN_TOKENS = Map.of(
            Pattern.compile("\\b(Ddg|DuckDuckGo)/"), "DuckDuckGo",
            Pattern.compile("\\bCriOS/"), "Chrome",
            Pattern.compile("\\bFxiOS/"), "Firefox",
            Pattern.compile("\\bEdgiOS/"), "Edge");

    /** The parser is immutable, and costly to make. */
    private static final class Rules {
        private static final Parser PARSER = new Parser();
    }

    static UserAgentText read(String text) {
        if (text.isBlank()) {
            return new UserAgentText(text, Optional.empty(), Optional.empty());
        }
        String browser = OWN_TOKENS.entrySet().stream()
                .filter(token -> token.getKey().matcher(text).find())
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseGet(() -> String.valueOf(Rules.PARSER.parseUserAgent(text).family));
        String system = String.valueOf(Rules.PARSER.parseOS(text).family);
        return new UserAgentText(
                text, name(VARIANT.matcher(browser).replaceAll(" "), BROWSER_NAMES), name(system, SYSTEM_NAMES));
    }

    /** A coarse kind of device. */
    String type(Optional<String> knownSystem, boolean isHintedMobile) {
        if (TV.matcher(text).find() || knownSystem.filter(TV_SYSTEMS::contains).isPresent()) {
            return "tv";
        }
        if (knownSystem.filter(DESKTOP_SYSTEMS::contains).isPresent()) {
            return "desktop";
        }
        String name = knownSystem.orElse("");
        if (name.equals("iOS") || name.equals("iPadOS")) {
            return text.contains("iPad") ? "tablet" : "phone";
        }
        boolean isMobile = isHintedMobile || text.contains("Mobile");
        if (name.equals("Android")) {
            // Only browsers have the habit of saying Mobile on phones and not on tablets.
            return isMobile || !text.startsWith("Mozilla/") ? "phone" : "tablet";
        }
        return isMobile ? "phone" : "other";
    }

    private static Optional<String> name(String family, Map<String, String> commonNames) {
        String plain = CONTROL_CHARACTERS.matcher(family).replaceAll("").strip();
        String common = DISTRIBUTIONS.contains(plain) ? "Linux" : commonNames.getOrDefault(plain, plain);
        if (common.isEmpty() || common.equals("Other")) {
            return Optional.empty();
        }
        return Optional.of(common.length() > MAXIMUM_NAME ? common.substring(0, MAXIMUM_NAME) : common);
    }
}
