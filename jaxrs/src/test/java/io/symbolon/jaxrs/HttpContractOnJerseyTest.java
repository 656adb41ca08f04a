package io.symbolon.jaxrs;

import io.symbolon.http.contract.ContractServer;
import io.symbolon.http.contract.HttpContractSuite;
import io.symbolon.http.contract.LateBodyContract;
import org.junit.jupiter.api.Nested;

/** The HTTP contract of a Jakarta REST application in Jersey. */
class HttpContractOnJerseyTest extends HttpContractSuite {
    private static final ContractServer SERVER = new JerseyServer();

    @Override
    protected ContractServer server() {
        return SERVER;
    }

    @Nested
    class LateBody extends LateBodyContract {
        @Override
        protected ContractServer server() {
            return HttpContractOnJerseyTest.this.server();
        }
    }
}
