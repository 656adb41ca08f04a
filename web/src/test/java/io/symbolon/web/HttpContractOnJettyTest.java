package io.symbolon.web;

import io.symbolon.http.contract.ContractServer;
import io.symbolon.http.contract.HttpContractSuite;
import java.util.Map;

/** The HTTP contract of a servlet application in Jetty. */
class HttpContractOnJettyTest extends HttpContractSuite {
    private static final ContractServer SERVER = new JettyServer(Map.of());

    @Override
    protected ContractServer server() {
        return SERVER;
    }
}
