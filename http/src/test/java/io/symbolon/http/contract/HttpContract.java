package io.symbolon.http.contract;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;

/** What every adapter promises, on its real server. */
public abstract class HttpContract {
    private final Deque<TestApplication> running = new ArrayDeque<>();

    /** The server of the adapter that is tested. */
    protected abstract ContractServer server();

    /** Starts an application, which is stopped after the test. */
    final TestApplication start(UnaryOperator<TestApplication.Setup> changes) {
        TestApplication application = TestApplication.start(server(), changes);
        running.push(application);
        return application;
    }

    final TestApplication start() {
        return start(setup -> setup);
    }

    /** The same text but for one character, all of whose bits count: the form is right, the MAC is not. */
    static String damaged(String text) {
        int place = text.length() - 3;
        return text.substring(0, place) + (text.charAt(place) == 'A' ? 'B' : 'A') + text.substring(place + 1);
    }

    @AfterEach
    final void stopAll() {
        RuntimeException failure = null;
        while (!running.isEmpty()) {
            TestApplication application = running.pop();
            try {
                application.storage.restore();
                application.close();
            } catch (RuntimeException failed) {
                failure = failed;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
