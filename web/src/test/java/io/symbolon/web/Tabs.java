package io.symbolon.web;

import static io.symbolon.http.contract.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.List;

/** Several tabs of one browser. */
final class Tabs {
    private static final String FETCH = "void (window.answer = session.fetch('/api/me').then(r => r.status))";
    private static final String LINE =
            "navigator.locks.query().then(({held, pending}) => held.length + ' ahead, ' + pending.length + ' behind')";

    private Tabs() {}

    /** All tabs need new tokens at the same time: the first refresh is answered when all others wait for it. */
    static void fetchTogether(List<Page> tabs, RefreshCounter refreshes) {
        refreshes.hold();
        tabs.forEach(tab -> tab.evaluate(FETCH));
        String line = "1 ahead, %d behind".formatted(tabs.size() - 1);
        await().untilAsserted(() -> assertThat(tabs.get(0).evaluate(LINE)).isEqualTo(line));
        refreshes.letGo();
        tabs.forEach(tab -> assertThat(tab.evaluate("answer")).isEqualTo(200));
    }
}
