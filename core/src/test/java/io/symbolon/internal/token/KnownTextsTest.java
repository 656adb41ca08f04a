package io.symbolon.internal.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.symbolon.SessionId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What most tokens have in common is kept once, and of what is not common only so much is kept. */
class KnownTextsTest {
    private static final int MOST = 32;

    private final OwnNames names = new OwnNames(Set.of("sub"));
    private final KnownHeads heads = new KnownHeads();

    @Test
    void thirtyTwoNamesOfClaimsAreKept() {
        List<String> first = IntStream.range(0, MOST).mapToObj(i -> "name-" + i).toList();
        first.forEach(this::find);

        assertThat(first)
                .allSatisfy(name -> assertThat(find(name)).isEqualTo(name).isSameAs(find(name)));
        assertThat(find("one-more")).isEqualTo("one-more").isNotSameAs(find("one-more"));
        assertThat(find("sub")).isNull();
    }

    @Test
    void thirtyTwoHeadsAreKept() {
        for (int i = 0; i <= MOST; i++) {
            byte[] payload = payload("client-" + i);
            heads.learn(payload, payload.length, read("client-" + i));
            heads.learn(payload, payload.length, read("client-" + i));
        }

        for (int i = 0; i < MOST; i++) {
            assertThat(head("client-" + i)).isNotNull();
        }
        assertThat(head("client-" + MOST)).isNull();
    }

    @Test
    void aHeadThatIsWrittenInAnotherWayIsNotKept() {
        byte[] other = "{\"client_id\":\"web\",\"iss\":\"issuer\"}".getBytes(StandardCharsets.UTF_8);
        heads.learn(other, other.length, read("web"));

        assertThat(head("web")).isNull();
    }

    private @Nullable String find(String name) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        return names.find(bytes, 0, bytes.length);
    }

    private @Nullable PayloadHead head(String client) {
        byte[] payload = payload(client);
        return heads.find(payload, payload.length);
    }

    private static byte[] payload(String client) {
        return (PayloadHead.fixedMembers("issuer", List.of("api")) + '"' + client + "\",\"sub\":\"ada\"}")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static Payload read(String client) {
        return new Payload(
                "issuer",
                List.of("api"),
                client,
                "ada",
                SessionId.of(1, 2),
                "id",
                5,
                Instant.EPOCH,
                Instant.EPOCH,
                Instant.EPOCH,
                List.of(),
                Map.of(),
                Optional.empty(),
                Map.of());
    }
}
