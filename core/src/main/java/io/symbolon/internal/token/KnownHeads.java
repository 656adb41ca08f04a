package io.symbolon.internal.token;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The heads of payloads that were read before, found by their bytes, so that they are not read again. Only those of
 * accepted tokens get in, and only what the bytes of a head say, whatever follows them. Thread-safe.
 */
final class KnownHeads {
    private static final int MOST = 32;

    private volatile PayloadHead[] known = {};

    /** The head with which a payload begins, or null if none of the known ones. */
    @Nullable
    PayloadHead find(byte[] payload, int length) {
        for (PayloadHead head : known) {
            if (head.begins(payload, length)) {
                return head;
            }
        }
        return null;
    }

    /** Remembers the head of an accepted payload, if it is written as our issuer does. */
    void learn(byte[] bytes, int length, Payload payload) {
        if (known.length < MOST) {
            PayloadHead head = new PayloadHead(payload.issuer(), payload.audience(), payload.clientId());
            if (head.begins(bytes, length)) {
                add(head, bytes, length);
            }
        }
    }

    private synchronized void add(PayloadHead head, byte[] payload, int length) {
        PayloadHead[] before = known;
        if (before.length < MOST && find(payload, length) == null) {
            PayloadHead[] more = Arrays.copyOf(before, before.length + 1);
            more[before.length] = head;
            known = more;
        }
    }
}
