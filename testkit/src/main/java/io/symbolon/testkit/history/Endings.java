package io.symbolon.testkit.history;

import io.symbolon.RevocationCause;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What ends a session, and what makes its access tokens outdated, among the calls of one history. */
final class Endings {
    private static final List<RevocationCause> CAUSES = List.of(
            RevocationCause.SIGNED_OUT,
            RevocationCause.SIGNED_OUT_FROM_ANOTHER_SESSION,
            RevocationCause.ADMINISTRATOR,
            RevocationCause.REUSE_DETECTED,
            RevocationCause.REPLACED_BY_NEWER_SIGN_IN);

    private final int sessionLimit;
    private final Map<String, IssuedTokens> creations = new HashMap<>();

    Endings(List<Operation> operations, int sessionLimit) {
        this.sessionLimit = sessionLimit;
        operations.stream()
                .filter(operation -> operation.isKind(Command.CREATE))
                .flatMap(operation -> operation.result().stream())
                .forEach(created -> creations.put(created.session(), created));
    }

    /** Whether a call that was answered has ended the session of these tokens for certain. */
    static boolean certainlyEnds(Operation call, IssuedTokens tokens) {
        boolean isAfter = call.start() > tokens.end();
        return switch (call.command()) {
            case REVOKE -> isAfter && call.answer().isDone() && call.isAboutSessionOf(tokens);
            case REVOKE_ALL -> isAfter && call.answer().isDone();
            // 0 may mean that the session to keep had ended, and nothing was done.
            case REVOKE_OTHERS -> isAfter && call.answer().count() > 0 && call.isAboutAnotherSessionThan(tokens);
            case REFRESH -> isAfter && isReuse(call) && call.isAboutSessionOf(tokens);
            default -> false;
        };
    }

    /** Whether a call that was answered has made these access tokens outdated for certain. */
    static boolean certainlyOutdates(Operation call, IssuedTokens tokens) {
        return call.start() > tokens.end()
                && switch (call.command()) {
                    case EXPIRE -> call.answer().isTrue() && call.isAboutSessionOf(tokens);
                    case EXPIRE_ALL -> call.answer().isDone();
                    default -> false;
                };
    }

    static boolean mayOutdate(Operation call, IssuedTokens tokens) {
        return switch (call.command()) {
            case EXPIRE -> !call.answer().isFalse() && call.isAboutSessionOf(tokens);
            case EXPIRE_ALL -> true;
            default -> false;
        };
    }

    /** The tokens with which the session of these began. */
    IssuedTokens creationOf(IssuedTokens tokens) {
        return creations.getOrDefault(tokens.session(), tokens);
    }

    /**
     * Whether calls may have ended the session of these tokens.
     *
     * @param before the calls that had begun, and may have taken effect after the session had
     * @param cause what was told; any cause will do if none was
     */
    boolean mayHaveEnded(List<Operation> before, IssuedTokens tokens, Optional<RevocationCause> cause) {
        return cause.map(List::of).orElse(CAUSES).stream().anyMatch(each -> mayHaveEnded(before, tokens, each));
    }

    private boolean mayHaveEnded(List<Operation> before, IssuedTokens tokens, RevocationCause cause) {
        return switch (cause) {
            case SIGNED_OUT ->
                before.stream().anyMatch(call -> call.isKind(Command.REVOKE) && call.isAboutSessionOf(tokens));
            case ADMINISTRATOR -> before.stream().anyMatch(call -> call.isKind(Command.REVOKE_ALL));
            case SIGNED_OUT_FROM_ANOTHER_SESSION ->
                before.stream()
                        .anyMatch(call -> call.isKind(Command.REVOKE_OTHERS) && call.isAboutAnotherSessionThan(tokens));
            case REUSE_DETECTED ->
                before.stream()
                        .anyMatch(call -> call.isKind(Command.REFRESH)
                                && (isReuse(call) || call.answer().isUnknown())
                                && call.isAboutSessionOf(tokens));
            case REPLACED_BY_NEWER_SIGN_IN -> newerSignIns(before, tokens) >= sessionLimit;
            default -> false;
        };
    }

    private long newerSignIns(List<Operation> before, IssuedTokens tokens) {
        return before.stream()
                .filter(call -> call.isKind(Command.CREATE))
                .filter(call -> call.result()
                        .filter(created -> created.session().equals(tokens.session()))
                        .isEmpty())
                .count();
    }

    private static boolean isReuse(Operation call) {
        return call.answer().code().equals("REUSED");
    }
}
