package io.symbolon.web;

import io.symbolon.http.contract.ContractServer.Running;

class LiveOnTomcatTest extends LiveContract {
    @Override
    Running start(LiveApplication application) {
        return TomcatServer.usual().start(application);
    }
}
