package io.symbolon;

import static io.symbolon.fixture.Nodes.CONTEXT;
import static io.symbolon.fixture.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.symbolon.InvalidRefreshTokenException.Code;
import io.symbolon.fixture.Nodes;
import io.symbolon.fixture.Race;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What holds for the sessions of one client, and what of the builder's. */
class ClientPolicyTest {
    private static final CreateOptions WEB = CreateOptions.defaults().withClient("web");
    private static final CreateOptions IOS = CreateOptions.defaults().withClient("ios");

    @AutoClose
    private final Nodes nodes = new Nodes();

    @Test
    void aClientHasItsOwnTimesAndTheBuildersWhereItSaysNothing() {
        JwtUserSessionManager node = nodes.start(builder -> builder.client("web", ClientPolicy.defaults())
                .client(
                        "ios",
                        ClientPolicy.defaults()
                                .withLifetime(SessionLifetime.of(Duration.ofDays(60), Duration.ofDays(365)))
                                .withAccessTokenTtl(Duration.ofMinutes(30))));
        Instant now = nodes.clock().instant();

        SessionTokens ios = node.create("user-1", CONTEXT, IOS);
        SessionTokens web = node.create("user-1", CONTEXT, WEB);

        assertThat(Duration.between(now, ios.accessTokenExpiresAt()))
                .isBetween(Duration.ofMinutes(29), Duration.ofMinutes(30));
        assertThat(Duration.between(now, ios.refreshTokenExpiresAt())).isEqualTo(Duration.ofDays(60));
        assertThat(Duration.between(now, web.accessTokenExpiresAt()))
                .isBetween(Duration.ofMinutes(14), Duration.ofMinutes(15));
        assertThat(Duration.between(now, web.refreshTokenExpiresAt())).isEqualTo(Duration.ofDays(14));
        assertThat(node.verify(ios.accessToken()).clientId()).isEqualTo("ios");
        assertThat(node.list("user-1")).extracting(UserSession::clientId).containsExactlyInAnyOrder("ios", "web");
        nodes.passTheGrace();
        SessionTokens refreshed = node.refresh(ios.refreshToken(), CONTEXT);
        assertThat(Duration.between(nodes.clock().instant(), refreshed.accessTokenExpiresAt()))
                .isBetween(Duration.ofMinutes(29), Duration.ofMinutes(30));
    }

    @Test
    void aClientHasItsOwnRotationAndGuard() {
        JwtUserSessionManager node = nodes.start(builder -> builder.client("web", ClientPolicy.defaults())
                .client(
                        "ios",
                        ClientPolicy.defaults()
                                .withRotation(RefreshRotation.none())
                                .withContextGuard(
                                        (session, context) -> !context.ip().startsWith("198."))));
        SessionTokens ios = node.create("user-1", CONTEXT, IOS);
        SessionTokens web = node.create("user-1", CONTEXT, WEB);
        nodes.passTheGrace();

        assertThat(node.refresh(ios.refreshToken(), CONTEXT).refreshToken()).isEqualTo(ios.refreshToken());
        assertRefused(Code.CONTEXT_REFUSED, () -> node.refresh(ios.refreshToken(), SessionContext.of("198.51.100.1")));
        assertThat(node.refresh(web.refreshToken(), SessionContext.of("198.51.100.1"))
                        .refreshToken())
                .isNotEqualTo(web.refreshToken());
    }

    @Test
    void atMostFiveBrowsersAndTwoPhonesSixInAll() {
        List<JwtUserSessionManager> cluster = IntStream.range(0, 3)
                .mapToObj(number -> nodes.start(builder -> builder.sessionLimit(SessionLimit.rejectNew(6))
                        .client("web", ClientPolicy.defaults().withSessionLimit(SessionLimit.rejectNew(5)))
                        .client("ios", ClientPolicy.defaults().withSessionLimit(SessionLimit.rejectNew(2)))))
                .toList();

        List<Boolean> created = Race.values(32, number -> () -> {
            try {
                cluster.get(number % 3).create("user-1", CONTEXT, number % 2 == 0 ? WEB : IOS);
                return true;
            } catch (SessionLimitException refused) {
                return false;
            }
        });

        List<String> clients = cluster.get(0).list("user-1").stream()
                .map(UserSession::clientId)
                .toList();
        assertThat(created.stream().filter(done -> done).count()).isEqualTo(6);
        assertThat(clients).hasSize(6);
        assertThat(clients.stream().filter("web"::equals).count()).isBetween(4L, 5L);
        assertThat(clients.stream().filter("ios"::equals).count()).isBetween(1L, 2L);
    }

    @Test
    void theClientsLimitEvictsFirstAndTheSubjectsWhatIsLeft() {
        JwtUserSessionManager node = nodes.start(builder -> builder.sessionLimit(SessionLimit.evictOldest(3))
                .client("web", ClientPolicy.defaults().withSessionLimit(SessionLimit.evictOldest(2)))
                .client("ios", ClientPolicy.defaults()));
        SessionTokens phone = node.create("user-1", CONTEXT, IOS);
        nodes.clock().advance(Duration.ofSeconds(1));
        SessionTokens firstBrowser = node.create("user-1", CONTEXT, WEB);
        nodes.clock().advance(Duration.ofSeconds(1));
        node.create("user-1", CONTEXT, WEB);
        nodes.clock().advance(Duration.ofSeconds(1));
        node.create("user-1", CONTEXT, WEB);

        assertThat(node.find(firstBrowser.sessionId()))
                .as("the client's oldest")
                .isEmpty();
        assertThat(node.find(phone.sessionId())).as("the subject's oldest").isPresent();
        nodes.clock().advance(Duration.ofSeconds(1));
        node.create("user-1", CONTEXT, IOS);
        assertThat(node.find(phone.sessionId())).isEmpty();
    }

    @Test
    void aSignInFromAClientThatIsNotConfiguredIsAnErrorThatNamesTheConfiguredOnes() {
        JwtUserSessionManager node =
                nodes.start(builder -> builder.clientId("web").client("ios", ClientPolicy.defaults()));

        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        node.create("user-1", CONTEXT, CreateOptions.defaults().withClient("androd")))
                .withMessageContaining("ios")
                .withMessageContaining("web");
        assertThat(node.verify(node.create("user-1", CONTEXT).accessToken()).clientId())
                .isEqualTo("web");
    }

    @Test
    void aSessionOfAClientThatIsNotConfiguredAnyMoreTakesTheBuildersPolicy() {
        JwtUserSessionManager before = nodes.start(
                builder -> builder.client("old", ClientPolicy.defaults().withRotation(RefreshRotation.none())));
        SessionTokens tokens =
                before.create("user-1", CONTEXT, CreateOptions.defaults().withClient("old"));
        JwtUserSessionManager after = nodes.start(builder -> builder.client("new", ClientPolicy.defaults()));
        nodes.passTheGrace();

        SessionTokens refreshed = after.refresh(tokens.refreshToken(), CONTEXT);

        assertThat(refreshed.refreshToken()).isNotEqualTo(tokens.refreshToken());
        assertThat(after.verify(refreshed.accessToken()).clientId()).isEqualTo("old");
    }

    @Test
    void aMistakeIsSaidWhenTheManagerIsBuilt() {
        assertThatThrownBy(() -> nodes.start(builder ->
                        builder.client("ios", ClientPolicy.defaults().withAccessTokenTtl(Duration.ofHours(3)))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("accessTokenTtl of the client ios is PT3H");
        assertThatThrownBy(() -> nodes.start(builder ->
                        builder.client("ios", ClientPolicy.defaults()).client("ios", ClientPolicy.defaults())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ios was added before");
    }
}
