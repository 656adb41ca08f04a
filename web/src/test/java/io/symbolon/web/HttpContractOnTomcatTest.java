package io.symbolon.web;

import io.symbolon.http.contract.ContractServer;
import io.symbolon.http.contract.HttpContractSuite;
import io.symbolon.http.contract.LateBodyContract;
import org.junit.jupiter.api.Nested;

/** The HTTP contract of a servlet application in Tomcat. */
class HttpContractOnTomcatTest extends HttpContractSuite {
    private static final ContractServer SERVER = TomcatServer.usual();

    @Override
    protected ContractServer server() {
        return SERVER;
    }

    @Nested
    class LateBody extends LateBodyContract {
        @Override
        protected ContractServer server() {
            return HttpContractOnTomcatTest.this.server();
        }
    }
}
