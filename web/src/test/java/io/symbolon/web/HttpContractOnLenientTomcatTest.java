package io.symbolon.web;

import io.symbolon.http.contract.ContractServer;
import io.symbolon.http.contract.HostileRequestContract;

/** Tomcat can be told to take escaped slashes and backslashes for slashes. */
class HttpContractOnLenientTomcatTest extends HostileRequestContract {
    @Override
    protected ContractServer server() {
        return TomcatServer.lenient();
    }
}
