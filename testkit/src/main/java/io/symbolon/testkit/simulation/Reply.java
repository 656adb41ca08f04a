package io.symbolon.testkit.simulation;

import io.symbolon.SessionException;
import java.util.Optional;

/**
 * What came of a call of a node's API: a value, or a refusal, or neither, if the node crashed.
 *
 * @param isWrong whether the node said that an argument is wrong
 */
record Reply<T>(ApiCall call, Run run, Optional<T> value, Optional<SessionException> refusal, boolean isWrong) {}
