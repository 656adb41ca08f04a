package io.symbolon;

import static io.symbolon.fixture.Nodes.CONTEXT;
import static io.symbolon.fixture.Waiting.soon;
import static org.assertj.core.api.Assertions.assertThat;

import io.symbolon.fixture.Nodes;
import io.symbolon.fixture.RecordingListener;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What a sign-in says of its device is told to the listeners. */
class FamiliarityTest {
    @AutoClose
    private final Nodes nodes = new Nodes();

    @Test
    void listenersAreToldWhatTheSignInSaid() {
        List<Familiarity> heard = new CopyOnWriteArrayList<>();
        RecordingListener older = new RecordingListener();
        JwtUserSessionManager node =
                nodes.start(builder -> builder.listener(older).listener(new SessionListener() {
                    @Override
                    public void created(SessionCreatedEvent event) {
                        heard.add(event.familiarity());
                    }
                }));

        node.create("user-1", CONTEXT);
        node.create("user-1", CONTEXT, CreateOptions.defaults().withFamiliarity(Familiarity.NEW_DEVICE));
        node.create("user-1", CONTEXT, CreateOptions.defaults().withFamiliarity(Familiarity.KNOWN_DEVICE));

        soon().untilAsserted(() -> assertThat(heard)
                .containsExactly(Familiarity.NOT_KNOWABLE, Familiarity.NEW_DEVICE, Familiarity.KNOWN_DEVICE));
        soon().untilAsserted(() -> assertThat(older.created).hasSize(3));
    }
}
