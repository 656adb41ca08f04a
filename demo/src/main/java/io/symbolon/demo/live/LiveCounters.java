package io.symbolon.demo.live;

import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Tells every page the figures of this node, each second. */
@Component
final class LiveCounters {
    private final LiveStreams streams;
    private final NodeStatus node;

    LiveCounters(LiveStreams streams, NodeStatus node) {
        this.streams = streams;
        this.node = node;
    }

    @Scheduled(fixedRate = 1000)
    void tell() {
        streams.send("counters", node.counters(streams.size()), page -> true);
    }
}
