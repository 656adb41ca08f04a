package io.symbolon.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.symbolon.InvalidAccessTokenException;
import io.symbolon.JwtUserSessionManager;
import io.symbolon.RevocationCause;
import io.symbolon.SessionContext;
import io.symbolon.SessionTokens;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.autoconfigure.endpoint.EndpointAutoConfiguration;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class RevokeEverythingEndpointTest {
    private static final String EXPOSED = "management.endpoints.web.exposure.include=*";
    private static final String TURNED_ON = "symbolon.revoke-everything-endpoint=true";

    private final ApplicationContextRunner runner =
            Runner.inMemory().withConfiguration(AutoConfigurations.of(EndpointAutoConfiguration.class));

    @Test
    void itIsOffUnlessItIsTurnedOnAndExposed() {
        runner.withPropertyValues(EXPOSED)
                .run(context -> assertThat(context).doesNotHaveBean(RevokeEverythingEndpoint.class));
        runner.withPropertyValues(TURNED_ON)
                .run(context -> assertThat(context).doesNotHaveBean(RevokeEverythingEndpoint.class));
    }

    @Test
    void itEndsEverything() {
        runner.withPropertyValues(EXPOSED, TURNED_ON).run(context -> {
            JwtUserSessionManager sessions = context.getBean(JwtUserSessionManager.class);
            SessionTokens tokens = sessions.create("alice", SessionContext.of("203.0.113.7"));

            assertThat(context.getBean(RevokeEverythingEndpoint.class)
                            .revokeEverything(RevocationCause.ADMINISTRATOR)
                            .isComplete())
                    .isTrue();

            assertThatThrownBy(() -> sessions.verify(tokens.accessToken()))
                    .isInstanceOfSatisfying(
                            InvalidAccessTokenException.class,
                            refused -> assertThat(refused.revocationCause()).contains(RevocationCause.ADMINISTRATOR));
        });
    }

    @Test
    void aCauseThatIsNeverGivenIsABadRequest() {
        runner.withPropertyValues(EXPOSED, TURNED_ON)
                .run(context -> assertThatThrownBy(() -> context.getBean(RevokeEverythingEndpoint.class)
                                .revokeEverything(RevocationCause.UNKNOWN))
                        .isInstanceOf(InvalidEndpointRequestException.class));
    }
}
