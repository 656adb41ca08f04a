package io.symbolon.verifierjs.vectors;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.symbolon.JwsAlgorithm;
import io.symbolon.RevocationCause;
import io.symbolon.SessionPartitions;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Tokens that a revocation concerns, or nearly. */
final class VectorsOfRevocations {
    private static final long AT = Issuer.NOW - 1_000;
    private static final long BEYOND = (1L << 53) + 2;
    private static final String OTHER_SESSION = "AZq6Zk8AA5v1m2Wd0kq9XA";

    /** Byte 6 of the ids above. */
    private static final int PARTITION = 0x03;

    private final Issuer issuer;
    private final Map<String, Settings> settings = new TreeMap<>();

    VectorsOfRevocations(Issuer issuer) {
        this.issuer = issuer;
    }

    /** What the verifiers are made of, by name. */
    Map<String, Settings> settings() {
        Settings plain = issuer.settings();
        settings.put("revocations", plain.withLog(log(sessionsAndSubjects())));
        settings.put("empty-log", plain.withLog("[]"));
        settings.put(
                "everything",
                plain.withLog(log(List.of(
                        everything(SessionPartitions.of(PARTITION), Claims.VERSION + 1, "ADMINISTRATOR"),
                        everything(SessionPartitions.of(1, 2), Claims.VERSION, "CREDENTIALS_CHANGED")))));
        settings.put(
                "everything-else",
                plain.withLog(log(List.of(
                        everything(SessionPartitions.of(PARTITION + 1), Claims.VERSION + 1, "ADMINISTRATOR")))));
        settings.put(
                "unknown-target",
                plain.withLog(log(List.of(
                        entry("{'target':'planet','planet':'mars','kind':'ended','min_version':1,'at':" + AT + "}")))));
        settings.put("stale", plain.withLog(log(sessionsAndSubjects())).withRejectAfterMillis(30_000));
        return settings;
    }

    void collect(Collected revocations) {
        RevocationCause cause = RevocationCause.SIGNED_OUT;
        revocations.accepted("nothing against it", token("user-1", "AZq6Zk8AA5v1m2Wd0kqAAA", Claims.VERSION));
        revocations.revoked("session ended", token("user-1", Claims.SESSION, Claims.VERSION), cause);
        revocations.revoked(
                "session ended, greatest version", token("user-1", Claims.SESSION, Long.MAX_VALUE - 1), cause);
        revocations.revoked(
                "subject ended", token("ended", OTHER_SESSION, Claims.VERSION - 1), RevocationCause.ADMINISTRATOR);
        revocations.accepted("subject ended, a newer session", token("ended", OTHER_SESSION, Claims.VERSION));
        revocations.accepted("another subject", token("Ended", OTHER_SESSION, Claims.VERSION - 1));
        revocations.revoked(
                "subject of other letters ended",
                token("\u00fc\ud83d\udd11", OTHER_SESSION, 0),
                RevocationCause.UNKNOWN);
        revocations.accepted(
                "subject of other letters, composed in another way", token("u\u0308\ud83d\udd11", OTHER_SESSION, 0));
        revocations.revoked(
                "subject with the name of a property",
                token("__proto__", OTHER_SESSION, 0),
                RevocationCause.REUSE_DETECTED);
        revocations.accepted("subject with the name of another property", token("constructor", OTHER_SESSION, 0));
        revocations.add("subject outdated", token("outdated", OTHER_SESSION, Claims.VERSION - 1), "OUTDATED");
        revocations.accepted("subject outdated, newer token", token("outdated", OTHER_SESSION, Claims.VERSION));
        revocations.revoked(
                "subject ended and outdated, below both",
                token("both", OTHER_SESSION, 9),
                RevocationCause.CREDENTIALS_CHANGED);
        revocations.add("subject ended and outdated, between", token("both", OTHER_SESSION, 10), "OUTDATED");
        revocations.accepted("subject ended and outdated, above both", token("both", OTHER_SESSION, 20));
        revocations.add("session outdated", token("user-1", "AZq6Zk8AA5v1m2Wd0kq9YA", 99), "OUTDATED");
        revocations.accepted("session outdated, newer token", token("user-1", "AZq6Zk8AA5v1m2Wd0kq9YA", 100));
        revocations.revoked(
                "session outdated, then ended",
                token("user-1", "AZq6Zk8AA5v1m2Wd0kq9ZA", 500),
                RevocationCause.REPLACED_BY_NEWER_SIGN_IN);
        revocations.revoked(
                "session ended, then outdated",
                token("user-1", "AZq6Zk8AA5v1m2Wd0kq9aA", 500),
                RevocationCause.NOT_RECOGNIZED);
        revocations.revoked(
                "session of an unknown kind", token("user-1", "AZq6Zk8AA5v1m2Wd0kq9bA", 49), RevocationCause.UNKNOWN);
        revocations.accepted("session of an unknown kind, above it", token("user-1", "AZq6Zk8AA5v1m2Wd0kq9bA", 50));
        revocations.revoked(
                "subject of an unknown kind", token("unknown-kind", OTHER_SESSION, 49), RevocationCause.ADMINISTRATOR);
        revocations.accepted("subject of an unknown kind, above it", token("unknown-kind", OTHER_SESSION, 50));
        revocations.revoked("unknown cause", token("unknown-cause", OTHER_SESSION, 1), RevocationCause.UNKNOWN);
        revocations.revoked(
                "beyond 2^53, one below", token("exact", OTHER_SESSION, BEYOND), RevocationCause.ADMINISTRATOR);
        revocations.accepted("beyond 2^53, equal", token("exact", OTHER_SESSION, BEYOND + 1));
        revocations.revoked(
                "the greatest minimum, one below",
                token("greatest", OTHER_SESSION, Long.MAX_VALUE - 2),
                RevocationCause.ADMINISTRATOR);
        revocations.accepted("the greatest minimum, equal", token("greatest", OTHER_SESSION, Long.MAX_VALUE - 1));
        revocations.revoked(
                "the greater of two entries counts", token("twice", OTHER_SESSION, 199), RevocationCause.ADMINISTRATOR);
        revocations.accepted("the greater of two entries counts, equal", token("twice", OTHER_SESSION, 200));
        orderOfJudgement(revocations);
    }

    void collectUnderAnEmptyLog(Collected vectors) {
        vectors.accepted("empty log", token("user-1", Claims.SESSION, Claims.VERSION));
    }

    void collectEverything(Collected vectors) {
        vectors.revoked(
                "everything ended", token("user-1", Claims.SESSION, Claims.VERSION), RevocationCause.ADMINISTRATOR);
        vectors.accepted("everything ended, newer version", token("user-1", Claims.SESSION, Claims.VERSION + 1));
        vectors.accepted(
                "everything ended, another partition", token("user-1", "AZq6Zk8ABJv1m2Wd0kq9Xw", Claims.VERSION - 1));
        vectors.revoked(
                "everything ended, another entry's partition",
                token("user-1", "AZq6Zk8ABZv1m2Wd0kq9Xw", Claims.VERSION - 1),
                RevocationCause.CREDENTIALS_CHANGED);
        vectors.accepted(
                "everything ended, at another entry's version",
                token("user-1", "AZq6Zk8ABZv1m2Wd0kq9Xw", Claims.VERSION));
        vectors.revoked(
                "everything ended, the last partition",
                token("user-1", "AZq6Zk8A_5v1m2Wd0kq9Xw", 0),
                RevocationCause.CREDENTIALS_CHANGED);
    }

    void collectEverythingElse(Collected vectors) {
        vectors.accepted("everything else ended", token("user-1", Claims.SESSION, Claims.VERSION));
    }

    void collectUnknownTarget(Collected vectors) {
        String token = token("user-1", Claims.SESSION, Claims.VERSION);
        vectors.add("unknown target", token, "STALE_NODE");
        vectors.add("unknown target, damaged token", token + "=", "MALFORMED");
        vectors.at(Issuer.NOW + 3_600_000);
        vectors.add("unknown target, expired token", token, "EXPIRED");
    }

    void collectStale(Collected vectors) {
        String good = token("user-1", OTHER_SESSION, Claims.VERSION);
        vectors.accepted("fresh", good);
        vectors.at(Issuer.NOW + 30_000);
        vectors.accepted("at the limit", good);
        vectors.at(Issuer.NOW + 30_001);
        vectors.add("after the limit", good, "STALE_NODE");
        vectors.revoked(
                "after the limit, ended", token("user-1", Claims.SESSION, Claims.VERSION), RevocationCause.SIGNED_OUT);
        vectors.add("after the limit, bound by DPoP", dpop(OTHER_SESSION), "STALE_NODE");
        vectors.add("after the limit, outdated", token("outdated", OTHER_SESSION, 1), "OUTDATED");
        vectors.at(Issuer.NOW + 3_600_000);
        vectors.add("after the limit, expired", good, "EXPIRED");
        vectors.add("after the limit, unknown key", good.substring(1), "BAD_SIGNATURE");
        vectors.at(Issuer.NOW - 3_600_000);
        vectors.accepted("the clock stepped back", good);
    }

    private void orderOfJudgement(Collected revocations) {
        revocations.at(Issuer.NOW + 3_600_000);
        revocations.revoked("ended and expired", token("user-1", Claims.SESSION, 1), RevocationCause.SIGNED_OUT);
        revocations.add("outdated and expired", token("outdated", OTHER_SESSION, 1), "EXPIRED");
        revocations.add(
                "ended, for another audience",
                issuer.token(
                        JwsAlgorithm.ES256, Claims.good().with("aud", "\"b\"").json()),
                "WRONG_AUDIENCE");
        revocations.at(Issuer.NOW);
        revocations.revoked("ended, bound by DPoP", dpop(Claims.SESSION), RevocationCause.SIGNED_OUT);
        revocations.add("bound by DPoP", dpop(OTHER_SESSION), "PROOF_REQUIRED");
        Claims later = Claims.good().with("nbf", "253402300799");
        revocations.revoked(
                "ended and not valid yet", issuer.token(JwsAlgorithm.ES256, later.json()), RevocationCause.SIGNED_OUT);
        revocations.add(
                "outdated and not valid yet",
                issuer.token(
                        JwsAlgorithm.ES256,
                        later.with("sid", Claims.quoted(OTHER_SESSION))
                                .with("sub", "\"outdated\"")
                                .with("ver", "1")
                                .json()),
                "NOT_YET_VALID");
    }

    private static List<JsonObject> sessionsAndSubjects() {
        return List.of(
                session(Claims.SESSION, "ended", "'ended'", "SIGNED_OUT"),
                subject("ended", "ended", Claims.VERSION, "ADMINISTRATOR"),
                subject("\u00fc\ud83d\udd11", "ended", 1, "UNKNOWN"),
                subject("__proto__", "ended", 1, "REUSE_DETECTED"),
                subject("outdated", "outdated", Claims.VERSION, ""),
                subject("both", "ended", 10, "CREDENTIALS_CHANGED"),
                subject("both", "outdated", 20, ""),
                session("AZq6Zk8AA5v1m2Wd0kq9YA", "outdated", "100", ""),
                session("AZq6Zk8AA5v1m2Wd0kq9ZA", "outdated", "400", ""),
                session("AZq6Zk8AA5v1m2Wd0kq9ZA", "ended", "'ended'", "REPLACED_BY_NEWER_SIGN_IN"),
                session("AZq6Zk8AA5v1m2Wd0kq9aA", "ended", "'ended'", "NOT_RECOGNIZED"),
                session("AZq6Zk8AA5v1m2Wd0kq9aA", "outdated", "400", ""),
                session("AZq6Zk8AA5v1m2Wd0kq9bA", "frozen", "50", ""),
                subject("unknown-kind", "frozen", 50, "ADMINISTRATOR"),
                subject("unknown-cause", "ended", 50, "MOON_PHASE"),
                subject("exact", "ended", BEYOND + 1, "ADMINISTRATOR"),
                subject("greatest", "ended", Long.MAX_VALUE - 1, "ADMINISTRATOR"),
                subject("twice", "ended", 200, "ADMINISTRATOR"),
                subject("twice", "ended", 100, "SIGNED_OUT"));
    }

    private static String log(List<JsonObject> entries) {
        return entries.toString();
    }

    private String token(String subject, String session, long version) {
        Claims claims = Claims.good()
                .with("sub", Claims.quoted(subject))
                .with("sid", Claims.quoted(session))
                .with("ver", Long.toString(version));
        return issuer.token(JwsAlgorithm.ES256, claims.json());
    }

    private String dpop(String session) {
        Claims claims =
                Claims.good().with("sid", Claims.quoted(session)).with("cnf", VectorsOfBindings.confirmation("jkt"));
        return issuer.token(JwsAlgorithm.ES256, claims.json());
    }

    private static JsonObject session(String sid, String kind, String minimum, String cause) {
        return withCause(
                entry("{'target':'session','sid':'" + sid + "','kind':'" + kind + "','min_version':" + minimum
                        + ",'at':" + AT + "}"),
                cause);
    }

    private static JsonObject subject(String subject, String kind, long minimum, String cause) {
        JsonObject entry =
                entry("{'target':'subject','kind':'" + kind + "','min_version':" + minimum + ",'at':" + AT + "}");
        entry.addProperty("sub", subject);
        return withCause(entry, cause);
    }

    private static JsonObject everything(SessionPartitions partitions, long minimum, String cause) {
        JsonObject entry =
                entry("{'target':'everything','kind':'ended','min_version':" + minimum + ",'at':" + AT + "}");
        entry.addProperty("partitions", Base64.getUrlEncoder().withoutPadding().encodeToString(partitions.toBytes()));
        return withCause(entry, cause);
    }

    private static JsonObject withCause(JsonObject entry, String cause) {
        if (!cause.isEmpty()) {
            entry.addProperty("cause", cause);
        }
        return entry;
    }

    private static JsonObject entry(String json) {
        return JsonParser.parseString(json.replace('\'', '"')).getAsJsonObject();
    }
}
