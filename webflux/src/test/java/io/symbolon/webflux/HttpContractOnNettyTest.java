package io.symbolon.webflux;

import io.symbolon.http.contract.ContractServer;
import io.symbolon.http.contract.HttpContractSuite;
import io.symbolon.http.contract.LateBodyContract;
import org.junit.jupiter.api.Nested;

/** The HTTP contract of a WebFlux application in Reactor Netty. */
class HttpContractOnNettyTest extends HttpContractSuite {
    private static final ContractServer SERVER = new NettyServer();

    @Override
    protected ContractServer server() {
        return SERVER;
    }

    @Nested
    class LateBody extends LateBodyContract {
        @Override
        protected ContractServer server() {
            return HttpContractOnNettyTest.this.server();
        }
    }
}
