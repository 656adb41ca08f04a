package io.symbolon.webflux;

import io.symbolon.http.contract.ContractServer;
import io.symbolon.http.contract.HttpContractSuite;

/** The HTTP contract of a WebFlux application in Reactor Netty. */
class HttpContractOnNettyTest extends HttpContractSuite {
    private static final ContractServer SERVER = new NettyServer();

    @Override
    protected ContractServer server() {
        return SERVER;
    }
}
