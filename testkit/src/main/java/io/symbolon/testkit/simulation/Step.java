package io.symbolon.testkit.simulation;

/**
 * A step of a history. What it concerns is named by other steps' numbers, so that it means the same when others are left
 * out.
 *
 * @param number its own
 * @param atMicros when it starts
 * @param kind what is done
 * @param session the number of the sign-in whose session it is about
 * @param node where
 * @param amount how much or how long, depending on the kind
 */
record Step(int number, long atMicros, Kind kind, int session, int node, long amount) {
    /** What is done. */
    enum Kind {
        SIGN_IN(10),
        REFRESH(22),
        TABS(7),
        THIEF(4),
        OLD_AFTER_ANSWER(5),
        BIND(3),
        KEY_THIEF(4),
        STEP_UP(6),
        DESCRIBE(6),
        SET_CLAIMS(4),
        FIND(6),
        LIST(2),
        LIST_PAGES(3),
        REVOKE(4),
        REVOKE_BY_REFRESH(2),
        REVOKE_OTHERS(2),
        REVOKE_ALL(4),
        REVOKE_EVERYTHING(1),
        EXPIRE(3),
        EXPIRE_ALL(3),
        ROLE(3),
        CUT(4),
        CRASH(4),
        NODE_CLOCK(2),
        STORAGE_CLOCK(2),
        LAG(3),
        FAIL_OVER(2),
        DEMOTE(1),
        AWAY(2),
        ROLL_KEYS(3),
        SOURCE_FAILS(2);

        final int weight;

        Kind(int weight) {
            this.weight = weight;
        }
    }

    String text() {
        return "#" + number + " " + atMicros / 1_000 + " ms: " + kind + " session " + session + " node " + node
                + " amount " + amount;
    }
}
