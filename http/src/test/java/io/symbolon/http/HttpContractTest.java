package io.symbolon.http;

import io.symbolon.http.contract.ContractServer;
import io.symbolon.http.contract.HttpContractSuite;

/** The contract without a framework. */
class HttpContractTest extends HttpContractSuite {
    private static final ContractServer SERVER = new JdkServer();

    @Override
    protected ContractServer server() {
        return SERVER;
    }
}
