package io.symbolon.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.symbolon.RevocationCause;
import io.symbolon.SessionLimit;
import io.symbolon.storage.Revocation;
import io.symbolon.storage.SessionLimits;
import io.symbolon.storage.SessionParts;
import io.symbolon.storage.StoredSession;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Texts are opaque: whatever they hold, they come back as they were, and different ones stay different. */
public abstract class HostileInputContract extends StorageContract {
    private static final String E_ACUTE_COMPOSED = "caf\u00e9";
    private static final String E_ACUTE_DECOMPOSED = "cafe\u0301";

    /** Any two of them are different subjects, though many a storage or collation would take some for the same. */
    private static final List<String> TEXTS = List.of(
            "alice",
            "Alice",
            "ALICE",
            "alice ",
            " alice",
            "alice\t",
            "alice\n",
            "alice\r\n",
            "alice\0",
            "\0alice",
            "al\0ice",
            "alice:1",
            "alice:*",
            "*",
            "?",
            "[a-z]*",
            "{alice}",
            "{",
            "}",
            "}{",
            "{}",
            "alice@example.org",
            "alice/../bob",
            "..",
            "\\",
            "\\\\",
            "\\u0000",
            "\\0",
            "%",
            "%s%n",
            "_",
            "a_ice",
            "'",
            "''",
            "' OR '1'='1",
            "'; DROP TABLE symbolon_session; --",
            "\"",
            "\"}",
            "$$",
            "${jndi:x}",
            "<b>",
            "a,b",
            "a|b",
            "a=b&c=d",
            "null",
            "NULL",
            "0",
            "-1",
            "1e400",
            "\u0001\u001f\u007f",
            "\u0085\u2028\u2029",
            "\ufeffalice",
            "\u200balice",
            "\u202ealice",
            E_ACUTE_COMPOSED,
            E_ACUTE_DECOMPOSED,
            "stra\u00dfe",
            "strasse",
            "\u0131",
            "i",
            "I",
            "\u0130",
            "\u212a",
            "k",
            "\ufb01",
            "fi",
            "\uff41\uff4c\uff49\uff43\uff45",
            "\ud83d\ude00",
            "\ud83d\udc69\u200d\ud83d\udcbb",
            "\ud83d\udc69",
            "\uffff",
            "\ue000",
            "\ud800\udc00",
            "a".repeat(1024),
            "a".repeat(1023),
            "\u20ac".repeat(1024),
            "\ud83d\ude00".repeat(512),
            "a".repeat(1023) + " ",
            "a".repeat(1023) + "b");

    /** Clients are configured, so their names are not as long as a subject may be. */
    private static final List<String> CLIENTS =
            TEXTS.stream().filter(text -> text.length() < 100).toList();

    /** For subclasses. */
    protected HostileInputContract() {}

    @Test
    void everySubjectHasItsOwnSessions() {
        Map<String, StoredSession> sessions = new LinkedHashMap<>();
        TEXTS.forEach(subject -> sessions.put(subject, insert(subject)));

        sessions.forEach((subject, session) -> {
            assertThat(session.subject()).isEqualTo(subject);
            assertThat(otherNode().findAll(subject).value())
                    .as("sessions of %s", named(subject))
                    .containsExactly(session);
        });
    }

    @Test
    void everySubjectHasItsOwnLimit() {
        for (String subject : TEXTS) {
            assertThat(storage()
                            .insert(NewSession.of(subject)
                                    .limit(SessionLimit.rejectNew(1))
                                    .toInsert())
                            .session())
                    .as("first session of %s", named(subject))
                    .isPresent();
        }
    }

    @Test
    void everySubjectHasItsOwnEnd() throws InterruptedException {
        Map<String, StoredSession> sessions = new LinkedHashMap<>();
        TEXTS.forEach(subject -> sessions.put(subject, insert(subject)));

        sessions.forEach((subject, session) -> {
            assertThat(endAll(subject)).isGreaterThan(session.version());
            assertThat(storage().findAll(subject).value())
                    .as("sessions of %s", named(subject))
                    .isEmpty();
        });

        assertThat(logged().stream().map(revocation -> revocation.subject().orElseThrow()))
                .containsExactlyInAnyOrderElementsOf(TEXTS);
    }

    @Test
    void theEndOfASubjectLeavesEveryOtherAlone() {
        List<StoredSession> sessions = new ArrayList<>();
        TEXTS.forEach(subject -> sessions.add(insert(subject)));

        for (int i = 0; i < TEXTS.size(); i += 2) {
            storage().endAll(TEXTS.get(i), RevocationCause.ADMINISTRATOR, 0);
        }

        for (int i = 0; i < TEXTS.size(); i++) {
            assertThat(exists(sessions.get(i)))
                    .as("session of %s", named(TEXTS.get(i)))
                    .isEqualTo(i % 2 == 1);
        }
    }

    @Test
    void theLogGivesTheSubjectBack() throws InterruptedException {
        for (String subject : TEXTS) {
            LogReader reader = LogReader.atEndOf(otherNode().revocationLog());
            StoredSession session = insert(subject);
            storage().outdate(session.id());
            storage().outdateAll(subject);
            storage().end(session.id(), RevocationCause.SIGNED_OUT);

            assertThat(reader.readToEnd())
                    .as("log of %s", named(subject))
                    .hasSize(3)
                    .allSatisfy(revocation -> assertThat(revocation.subject()).contains(subject));
        }
    }

    @Test
    void restoreTakesEverySubject() throws InterruptedException {
        List<Revocation> revocations = new ArrayList<>();
        TEXTS.forEach(
                subject -> revocations.add(Revocation.subjectEnded(subject, 77, RevocationCause.ADMINISTRATOR, now())));

        assertThat(storage().restore(revocations).value()).isEqualTo(TEXTS.size());

        assertThat(logged().stream().map(revocation -> revocation.subject().orElseThrow()))
                .containsExactlyInAnyOrderElementsOf(TEXTS);
    }

    @Test
    void clientsAreAsOpaqueAsSubjects() {
        Map<String, StoredSession> sessions = new LinkedHashMap<>();
        SessionLimits oneOfEachClient = new SessionLimits(SessionLimit.rejectNew(1), SessionLimit.unlimited());
        for (String client : CLIENTS) {
            sessions.put(
                    client,
                    insert(NewSession.of("alice")
                            .client(client)
                            .limits(oneOfEachClient)
                            .toInsert()));
        }

        sessions.forEach((client, session) -> {
            assertThat(session.clientId()).isEqualTo(client);
            assertThat(otherNode().find(session.id()).value())
                    .as("session of client %s", named(client))
                    .contains(session);
        });
    }

    @Test
    void partsComeBackAsTheyWere() {
        byte[] everyByte = new byte[256];
        for (int i = 0; i < everyByte.length; i++) {
            everyByte[i] = (byte) i;
        }
        byte[] large = new byte[100_000];
        new Random(7).nextBytes(large);
        for (byte[] value : List.of(new byte[0], new byte[1], everyByte, large)) {
            SessionParts parts = SessionParts.none()
                    .with(0, false, value)
                    .with(1, true, value)
                    .with(0xFFFF, false, value);
            StoredSession stored = insert(NewSession.of("alice").parts(parts).toInsert());
            assertThat(otherNode().find(stored.id()).value()).contains(stored);
            assertThat(stored.parts()).isEqualTo(parts);

            SessionParts changed = parts.with(2, true, value);
            storage().update(NewSession.partsOf(stored, changed));

            assertThat(otherNode().find(stored.id()).value().orElseThrow().parts())
                    .isEqualTo(changed);
        }
    }

    private static String named(String text) {
        StringBuilder name = new StringBuilder();
        text.chars()
                .limit(20)
                .forEach(unit -> name.append(
                        unit > ' ' && unit < '\u007f' ? String.valueOf((char) unit) : String.format("<%04x>", unit)));
        return name.append(text.length() > 20 ? "… of " + text.length() + " chars" : "")
                .toString();
    }
}
