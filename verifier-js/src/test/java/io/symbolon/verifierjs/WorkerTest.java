package io.symbolon.verifierjs;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import com.microsoft.playwright.Page;
import io.symbolon.verifierjs.vectors.VectorFile;
import io.symbolon.web.browser.Chromium;
import org.junit.jupiter.api.Test;

/** The package in a Web Worker: like the runtimes at the edge it has WebCrypto and fetch, and nothing of Node. */
class WorkerTest {
    private static final String JUDGE = """
            new Promise((resolve, reject) => {
              const worker = new Worker('/target/js/test/ts/worker.js', {type: 'module'});
              worker.onmessage = event => resolve(JSON.stringify(event.data));
              worker.onerror = event => reject(new Error(event.message ?? 'the worker could not be loaded'));
            })""";

    @Test
    void everyTokenIsJudgedInAWorkerAsInTheJavaVerifier() {
        Compiled.node();
        try (ModuleFolder folder = ModuleFolder.serve();
                Chromium chromium = Chromium.launch()) {
            Page page = chromium.profile().newPage();
            page.navigate(folder.address() + "/");
            JsonObject told = new Gson().fromJson((String) page.evaluate(JUDGE), JsonObject.class);
            assertThat(told.getAsJsonArray("others")).isEmpty();
            assertThat(told.get("judged").getAsInt())
                    .isEqualTo(VectorFile.read(VectorFile.KEPT).vectors().size());
        }
    }
}
