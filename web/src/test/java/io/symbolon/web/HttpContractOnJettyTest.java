package io.symbolon.web;

import io.symbolon.http.contract.ContractServer;
import io.symbolon.http.contract.HttpContractSuite;
import io.symbolon.http.contract.LateBodyContract;
import java.util.Map;
import org.junit.jupiter.api.Nested;

/** The HTTP contract of a servlet application in Jetty. */
class HttpContractOnJettyTest extends HttpContractSuite {
    private static final ContractServer SERVER = new JettyServer(Map.of());

    @Override
    protected ContractServer server() {
        return SERVER;
    }

    @Nested
    class LateBody extends LateBodyContract {
        @Override
        protected ContractServer server() {
            return HttpContractOnJettyTest.this.server();
        }
    }
}
