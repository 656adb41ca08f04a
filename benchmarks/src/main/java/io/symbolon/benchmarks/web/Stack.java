package io.symbolon.benchmarks.web;

/** What serves the endpoint. */
enum Stack {
    SERVLET("") {
        @Override
        RunningServer start(ServerSetup setup) {
            return OrdersApplication.running(OrdersApplication.start(setup));
        }
    },
    WEBFLUX("WebFlux, ") {
        @Override
        RunningServer start(ServerSetup setup) {
            return ReactiveOrders.start(setup);
        }
    },
    JERSEY("Jersey, ") {
        @Override
        RunningServer start(ServerSetup setup) {
            return RestOrders.start(setup);
        }
    };

    private final String title;

    Stack(String title) {
        this.title = title;
    }

    /** Before the protection's. */
    String title() {
        return title;
    }

    /** On a free port of the loopback interface. Stacks other than servlets have nothing, or Symbolon's filter. */
    abstract RunningServer start(ServerSetup setup);
}
