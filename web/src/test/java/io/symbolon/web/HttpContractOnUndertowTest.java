package io.symbolon.web;

import io.symbolon.http.contract.ContractServer;
import io.symbolon.http.contract.HttpContractSuite;
import io.symbolon.http.contract.LateBodyContract;
import org.junit.jupiter.api.Nested;

/** The HTTP contract of a servlet application in Undertow. */
class HttpContractOnUndertowTest extends HttpContractSuite {
    private static final ContractServer SERVER = new UndertowServer();

    @Override
    protected ContractServer server() {
        return SERVER;
    }

    @Nested
    class LateBody extends LateBodyContract {
        @Override
        protected ContractServer server() {
            return HttpContractOnUndertowTest.this.server();
        }
    }
}
