package io.symbolon.benchmarks.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.symbolon.JwsAlgorithm;
import io.symbolon.benchmarks.peers.PeerKey;
import java.util.Objects;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.junit.jupiter.api.Test;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

class OrdersApplicationTest {
    /** A server's connections wait while the others have their turns, which takes more than Tomcat's minute. */
    @Test
    void noConnectionIsClosedForWaitingOrForManyRequests() throws Exception {
        ServerSetup setup = new ServerSetup(Stack.SERVLET, Protection.NONE, PeerKey.generate(JwsAlgorithm.HS256), 0, 1);
        try (ConfigurableApplicationContext application = OrdersApplication.start(setup)) {
            TomcatWebServer server = (TomcatWebServer)
                    Objects.requireNonNull(((WebServerApplicationContext) application).getWebServer());
            AbstractHttp11Protocol<?> protocol = (AbstractHttp11Protocol<?>)
                    server.getTomcat().getConnector().getProtocolHandler();

            assertThat(protocol.getConnectionTimeout()).isNegative();
            assertThat(protocol.getKeepAliveTimeout()).isNegative();
            assertThat(protocol.getMaxKeepAliveRequests()).isNegative();
        }
    }
}
