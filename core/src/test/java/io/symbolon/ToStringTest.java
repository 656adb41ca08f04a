package io.symbolon;

import static io.symbolon.fixture.Nodes.CONTEXT;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.symbolon.fixture.Nodes;
import io.symbolon.internal.session.SessionContents;
import io.symbolon.storage.InsertResult;
import io.symbolon.storage.LogCursor;
import io.symbolon.storage.SessionInsert;
import io.symbolon.storage.SessionLimits;
import io.symbolon.storage.SessionUpdate;
import io.symbolon.storage.StorageResult;
import io.symbolon.storage.StoredSession;
import io.symbolon.storage.memory.InMemoryUserSessionStorage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class ToStringTest {
    private static final String SUBJECT = "subject-f81d4fae7dec";
    private static final String VALUE = "value-a0eebc999c0b";
    private static final Set<String> NOT_TO_BE_SHOWN =
            Set.of("subject", "claims", "accessToken", "refreshToken", "secret", "text");

    @AutoClose
    private final Nodes nodes = new Nodes();

    private final JwtUserSessionManager node = nodes.start();
    private final CreateOptions options = CreateOptions.claims(Map.of("name", VALUE));
    private final SessionTokens tokens = node.create(SUBJECT, CONTEXT, options);

    @Test
    void noValueThatHoldsASecretShowsIt() throws InterruptedException {
        StorageResult<Optional<StoredSession>> found = nodes.storage().find(tokens.sessionId());
        StoredSession stored = found.value().orElseThrow();
        SessionInsert insert = new SessionInsert(
                stored.id(),
                SUBJECT,
                stored.clientId(),
                stored.generation().refreshKeyId(),
                stored.lifetime(),
                stored.parts(),
                SessionLimits.ofSubject(SessionLimit.unlimited()),
                0);
        SessionUpdate update =
                new SessionUpdate(stored.id(), stored.revision(), Optional.empty(), true, true, stored.parts());
        SessionContents contents = SessionContents.of(stored.parts());
        InsertResult inserted = nodes.storage().insert(insert);
        AccessToken token = node.verify(tokens.accessToken());
        UserSession session = node.find(tokens.sessionId()).orElseThrow();
        node.expireAccessTokens(SUBJECT);
        node.revokeAll(SUBJECT);
        Object page = nodes.storage().revocationLog().read(LogCursor.START, Duration.ZERO);

        for (Object shown : List.of(
                tokens,
                token,
                session,
                options,
                found,
                stored,
                contents,
                stored.parts(),
                RefreshRequest.of(CONTEXT).withClaims(options.claims()),
                insert,
                update,
                inserted,
                page,
                node,
                nodes.builder(),
                nodes.storage(),
                Nodes.SIGNING_KEYS,
                Nodes.REFRESH_KEYS)) {
            assertThat(shown.toString())
                    .doesNotContain(SUBJECT)
                    .doesNotContain(VALUE)
                    .doesNotContain(tokens.accessToken())
                    .doesNotContain(tokens.refreshToken());
        }
        assertThat(tokens.toString()).contains("redacted", tokens.sessionId().toString());
        assertThat(token.toString())
                .contains("name")
                .contains(tokens.sessionId().toString());
        assertThat(options.toString()).contains("name");
    }

    @Test
    void everyPublicRecordThatHoldsASubjectClaimsOrATokenSaysWhatItShows() {
        List<JavaClass> records = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("io.symbolon").stream()
                        .filter(type -> type.isRecord() && type.getModifiers().contains(JavaModifier.PUBLIC))
                        .filter(type -> !type.getPackageName().contains(".internal"))
                        .filter(type ->
                                type.getFields().stream().anyMatch(field -> NOT_TO_BE_SHOWN.contains(field.getName())))
                        .toList();

        assertThat(records)
                .extracting(JavaClass::getSimpleName)
                .contains("SessionTokens", "UserSession", "StoredSession", "OfSession", "OfSubject", "RevokedEvent");
        for (JavaClass type : records) {
            // What the compiler makes of a record has no line of its own in the source.
            assertThat(type.getMethod("toString").getModifiers())
                    .as("%s is final where the compiler made it", type.getSimpleName())
                    .doesNotContain(JavaModifier.FINAL);
        }
    }

    @Test
    void theStorageHoldsNoTokenAndNothingToMakeOneFrom() {
        InMemoryUserSessionStorage storage = (InMemoryUserSessionStorage) nodes.storage();
        StoredSession stored = storage.find(tokens.sessionId()).value().orElseThrow();

        // All that is stored as text; the rest are times and numbers.
        for (String text : List.of(
                stored.generation().refreshKeyId(),
                SessionContents.of(stored.parts()).claims(),
                stored.clientId(),
                stored.subject())) {
            assertThat(tokens.refreshToken()).doesNotContain(text);
            assertThat(tokens.accessToken()).doesNotContain(text);
            assertThat(text).doesNotContain(tokens.refreshToken()).doesNotContain(tokens.accessToken());
        }
        JwtUserSessionManager thief = nodes.start(builder -> builder.refreshTokenKeys(RefreshTokenKeys.generate()));
        assertThat(thief.find(tokens.sessionId()))
                .as("a thief of the storage has the session")
                .isPresent();
        assertThat(thief.create(SUBJECT, CONTEXT).refreshToken()).isNotEqualTo(tokens.refreshToken());
    }
}
