package io.symbolon.testkit.history;

import java.util.Optional;

/**
 * One call. It took effect at some moment between its start and its end.
 *
 * @param node the number of the node that was asked
 * @param command what was asked
 * @param subject of whom
 * @param about the tokens that it was about, if it was about tokens or their session
 * @param answer what the node said
 * @param result the tokens that it gave
 * @param start before the call, in nanoseconds of one clock
 * @param end after it; {@link Long#MAX_VALUE} if nobody knows whether it was done: then it may be done at any time
 */
record Operation(
        int node,
        Command command,
        String subject,
        Optional<IssuedTokens> about,
        Answer answer,
        Optional<IssuedTokens> result,
        long start,
        long end) {
    boolean isAboutSessionOf(IssuedTokens tokens) {
        return about.filter(mine -> mine.session().equals(tokens.session())).isPresent();
    }

    boolean isAboutAnotherSessionThan(IssuedTokens tokens) {
        return about.filter(mine -> !mine.session().equals(tokens.session())).isPresent();
    }

    boolean isKind(Command kind) {
        return command == kind;
    }
}
