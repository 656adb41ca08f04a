package io.symbolon.web;

import io.symbolon.http.contract.ContractServer.Running;

class LiveOnUndertowTest extends LiveContract {
    @Override
    Running start(LiveApplication application) {
        return new UndertowServer().start(application);
    }
}
