package io.symbolon.web;

import io.symbolon.http.contract.ContractServer;
import io.symbolon.http.contract.HttpContractSuite;

/** The HTTP contract of a servlet application in Undertow. */
class HttpContractOnUndertowTest extends HttpContractSuite {
    private static final ContractServer SERVER = new UndertowServer();

    @Override
    protected ContractServer server() {
        return SERVER;
    }
}
