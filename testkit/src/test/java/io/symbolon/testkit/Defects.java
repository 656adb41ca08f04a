package io.symbolon.testkit;

import io.symbolon.storage.UserSessionStorage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** What a storage can do wrong, and which contracts have to find it. */
final class Defects {
    /** The configuration parameter that names the defect of a run. */
    static final String PARAMETER = "symbolon.defect";

    private static final Duration PATIENCE_WITH_BROKEN_ONES = Duration.ofSeconds(2);
    private static final Duration PATIENCE_WITH_SOUND_ONES = Patience.PATIENCE;

    /** @param isOfTheNode whether it is the storage object that is broken, and not what it talks to */
    record Defect(UnaryOperator<UserSessionStorage> breaking, boolean isOfTheNode, List<Class<?>> foundBy) {
        StorageFixture fixture() {
            Duration patience = foundBy.isEmpty() ? PATIENCE_WITH_SOUND_ONES : PATIENCE_WITH_BROKEN_ONES;
            return isOfTheNode
                    ? new SwitchedFixture(UnaryOperator.identity(), breaking, patience)
                    : new SwitchedFixture(breaking, UnaryOperator.identity(), patience);
        }
    }

    static final Map<String, Defect> ALL = Map.ofEntries(
            server(
                    "limitIsCheckedBeforehand",
                    BrokenStorages::whoseLimitIsCheckedBeforehand,
                    UnderContract.Limit.class),
            server(
                    "endIsNotLogged",
                    BrokenStorages::whoseEndIsNotLogged,
                    UnderLogContract.Logging.class,
                    UnderContract.Stress.class),
            server("versionIsTheClock", BrokenStorages::whoseVersionIsTheClock, UnderContract.Minimum.class),
            server("outdatedSessionsEnd", BrokenStorages::whoseOutdatedSessionsEnd, UnderContract.Minimum.class),
            server(
                    "updateComparesNothing",
                    BrokenStorages::whoseUpdateComparesNothing,
                    UnderContract.CompareAndSet.class),
            server(
                    "updateComparesBeforehand",
                    BrokenStorages::whoseUpdateComparesBeforehand,
                    UnderContract.CompareAndSet.class,
                    UnderContract.Revision.class,
                    UnderClusterContract.Racing.class),
            server(
                    "updateIsNotStored",
                    BrokenStorages::whoseUpdateIsNotStored,
                    UnderClusterContract.Refresh.class,
                    UnderClusterContract.PeerFault.class),
            server(
                    "secondEndHasItsOwnCause",
                    BrokenStorages::whoseSecondEndHasItsOwnCause,
                    UnderLogContract.Logging.class),
            server("endOthersIsALoop", BrokenStorages::whoseEndOthersIsALoop, UnderContract.Racing.class),
            server("sessionsNeverExpire", BrokenStorages::whoseSessionsNeverExpire, UnderContract.Session.class),
            server("pagesAreByText", BrokenPages::whoseOrderIsThatOfTexts, UnderContract.Page.class),
            server("pagesAreAscending", BrokenPages::whoseOrderIsAscending, UnderContract.Page.class),
            server("pagesNeedTheCursor", BrokenPages::whoseCursorHasToExist, UnderContract.Page.class),
            server("pagesCountExpired", BrokenPages::whosePagesCountWhatHasExpired, UnderContract.Page.class),
            server("subjectsAreFolded", BrokenStorages::whoseSubjectsAreFolded, UnderContract.Hostile.class),
            server("partsAreTrimmed", BrokenStorages::whosePartsAreTrimmed, UnderContract.Hostile.class),
            server(
                    "nothingIsRestored",
                    BrokenStorages::thatRestoresNothing,
                    UnderContract.Restore.class,
                    UnderClusterContract.Fault.class,
                    UnderClusterContract.FailOver.class),
            server(
                    "noOutdatingOfALostSessionIsRestored",
                    BrokenStorages::thatRestoresNoOutdatingOfALostSession,
                    UnderContract.Restore.class),
            server(
                    "repeatsGiveNothing",
                    BrokenWrites::whoseRepeatsGiveNothing,
                    UnderContract.Repeat.class,
                    UnderClusterContract.Repeat.class),
            server("lowerBoundIsIgnored", BrokenWrites::whoseLowerBoundIsIgnored, UnderClusterContract.FailOver.class),
            server(
                    "lowerBoundOfEverythingIsIgnored",
                    BrokenWrites::whoseLowerBoundOfEverythingIsIgnored,
                    UnderContract.Everything.class,
                    UnderClusterContract.FailOver.class),
            server(
                    "endOfEverythingIsOnlySaid",
                    BrokenWrites::whoseEndOfEverythingIsOnlySaid,
                    UnderContract.Everything.class,
                    UnderClusterContract.Everything.class),
            server("clientsAreNotCounted", BrokenWrites::whoseClientsAreNotCounted, UnderContract.ClientLimit.class),
            server("rejectionEndsSessions", BrokenWrites::whoseRejectionEndsSessions, UnderContract.ClientLimit.class),
            server("kindsAreForgotten", BrokenRollOuts::whoseKindsAreForgotten, UnderContract.RollOut.class),
            server("partsAreForgotten", BrokenRollOuts::whosePartsAreForgotten, UnderClusterContract.RollOut.class),
            server("newerCauseIsAFault", BrokenRollOuts::whoseNewerCauseIsAFault, UnderClusterContract.RollOut.class),
            node("closeIsForgotten", BrokenStorages::whoseCloseIsForgotten, UnderContract.UseAfterClose.class),
            node(
                    "retryIsNotKnownToBeSafe",
                    BrokenStorages::thatDoesNotKnowThatARetryIsSafe,
                    UnderLogContract.Fault.class),
            server("logSkips", BrokenLogs::whoseLogSkips, UnderLogContract.Reading.class),
            server("logIsLate", BrokenLogs::whoseLogIsLate, UnderContract.Atomicity.class),
            server("logIsInOrderOfNumbers", BrokenLogs::whoseLogIsInOrderOfNumbers, UnderLogContract.Reading.class),
            node(
                    "logHidesARestart",
                    BrokenLogs::whoseLogHidesARestart,
                    UnderLogContract.Reading.class,
                    UnderLogContract.FailOver.class,
                    UnderLogContract.Trimming.class),
            node("logWakesNobody", BrokenLogs::whoseLogWakesNobody, UnderLogContract.Reading.class),
            node("logSwallowsInterrupts", BrokenLogs::whoseLogSwallowsInterrupts, UnderLogContract.Reading.class),
            server("logForgetsEarly", BrokenLogs::whoseLogForgetsEarly, UnderLogContract.Trimming.class),
            node("logIsSilent", BrokenLogs::whoseLogIsSilent, UnderClusterContract.Cluster.class));

    private static final Defect NONE = new Defect(UnaryOperator.identity(), false, List.of());

    private Defects() {}

    private static Map.Entry<String, Defect> server(
            String name, UnaryOperator<UserSessionStorage> breaking, Class<?>... foundBy) {
        return Map.entry(name, new Defect(breaking, false, List.of(foundBy)));
    }

    private static Map.Entry<String, Defect> node(
            String name, UnaryOperator<UserSessionStorage> breaking, Class<?>... foundBy) {
        return Map.entry(name, new Defect(breaking, true, List.of(foundBy)));
    }

    /** Hands the defect of the run to the contracts below. */
    static final class OfTheRun implements ParameterResolver {
        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == Defect.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return ALL.getOrDefault(context.getConfigurationParameter(PARAMETER).orElseThrow(), NONE);
        }
    }
}
