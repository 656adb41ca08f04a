package io.symbolon.testkit.simulation;

import io.symbolon.RevocationCause;
import io.symbolon.storage.LogPage;
import io.symbolon.storage.Revocation;
import io.symbolon.storage.RevocationLog;
import java.util.Base64;
import java.util.Locale;
import java.util.stream.Collectors;

/** The text of a page of the revocation feed, by what the documentation says of it. */
final class FeedText {
    private FeedText() {}

    static String of(LogPage page, RevocationLog log, String nonce) {
        return "{\"cursor\":" + quoted(page.next().value())
                + ",\"restarted\":" + page.restarted()
                + ",\"at_end\":" + page.atEnd()
                + ",\"now\":" + page.now().toEpochMilli()
                + ",\"contact_age\":" + page.contactAge().plusNanos(999_999).toMillis()
                + ",\"nonce\":" + quoted(nonce)
                + ",\"retention\":" + log.retention().toMillis()
                + ",\"clock_margin\":" + log.clockMargin().toMillis()
                + ",\"entries\":["
                + page.revocations().stream().map(FeedText::entry).collect(Collectors.joining(",")) + "]}";
    }

    private static String entry(Revocation entry) {
        String minimum = entry.minimumVersion() == Revocation.ALL_VERSIONS
                ? "\"ended\""
                : String.valueOf(entry.minimumVersion());
        return "{" + target(entry.target())
                + ",\"kind\":" + quoted(entry.kind().name().toLowerCase(Locale.ROOT))
                + ",\"min_version\":" + minimum
                + entry.cause()
                        .map(RevocationCause::name)
                        .map(cause -> ",\"cause\":" + quoted(cause))
                        .orElse("")
                + ",\"at\":" + entry.at().toEpochMilli() + "}";
    }

    private static String target(Revocation.Target target) {
        if (target instanceof Revocation.OfSession session) {
            return "\"target\":\"session\",\"sid\":" + quoted(session.id().toString())
                    + session.subject()
                            .map(subject -> ",\"sub\":" + quoted(subject))
                            .orElse("");
        }
        if (target instanceof Revocation.OfSubject all) {
            return "\"target\":\"subject\",\"sub\":" + quoted(all.subject());
        }
        if (target instanceof Revocation.OfEverything everything) {
            return "\"target\":\"everything\",\"partitions\":"
                    + quoted(Base64.getUrlEncoder()
                            .withoutPadding()
                            .encodeToString(everything.partitions().toBytes()));
        }
        throw new IllegalArgumentException("no simulated node writes such an entry");
    }

    /** Nothing in a simulation has to be escaped. */
    private static String quoted(String text) {
        return '"' + text + '"';
    }
}
