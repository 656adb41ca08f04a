package io.symbolon.testkit.simulation;

import io.symbolon.JwtUserSessionManager;
import io.symbolon.RefreshRotation;
import io.symbolon.RefreshTokenKeys;
import io.symbolon.SessionListener;
import io.symbolon.StalenessPolicy;
import io.symbolon.storage.RevocationLog;
import io.symbolon.storage.SimulatedRevocationLog;
import io.symbolon.storage.UserSessionStorage;
import io.symbolon.testkit.BrokenStorages;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.NullMarked;

/**
 * One small thing that is wrong.
 *
 * @param text what
 * @param server what is wrong with the storage, if it is the storage
 * @param hooks what is wrong elsewhere
 */
@NullMarked
record SeededDefect(String text, UnaryOperator<UserSessionStorage> server, Hooks hooks) {
    static List<SeededDefect> all() {
        return List.of(
                ofServer("end removes a session and logs nothing", BrokenStorages::whoseEndIsNotLogged),
                ofServer("end logs, and the session is found on", BrokenStorages::whoseSessionsNeverExpire),
                ofServer("a new session's version is the clock", BrokenStorages::whoseVersionIsTheClock),
                ofServer("update compares no revision", BrokenStorages::whoseUpdateComparesNothing),
                ofServer("update answers and stores nothing", BrokenStorages::whoseUpdateIsNotStored),
                ofServer("update leaves descriptions out", ServerDefects::storesNoDescription),
                ofServer("restore does nothing", BrokenStorages::thatRestoresNothing),
                ofServer(
                        "restore leaves out what outdated a session that is not stored",
                        BrokenStorages::thatRestoresNoOutdatingOfALostSession),
                ofServer("outdateAll ends the sessions", BrokenStorages::whoseOutdatedSessionsEnd),
                ofServer("outdateAll raises no version and logs nothing", ServerDefects::outdatesNobody),
                ofServer("endAll ends another subject's sessions too", ServerDefects::endsAnotherSubjectToo),
                ofServer("endOthers ends the kept one too", ServerDefects::endsTheKeptOneToo),
                ofServer("endEverything does every second partition", ServerDefects::endsHalfOfEverything),
                ofServer("findAll leaves the first session out", ServerDefects::listsAllButTheFirst),
                ofLink("the answer of end lacks the revocation", LinkDefects::doesNotTellWhatItEnded),
                ofLink("the answer of endAll lacks the revocation", LinkDefects::doesNotTellThatAllEnded),
                ofLink("the answer of endOthers lacks the revocations", LinkDefects::doesNotTellWhichOthersEnded),
                ofLink("the answers of outdate and update lack the revocation", LinkDefects::doesNotTellWhatItOutdated),
                ofLink("reuse ends nothing", LinkDefects::endsNothingAtReuse),
                ofLink("reuse ends all sessions of the subject", LinkDefects::endsAllAtReuse),
                ofLink("a step-up does not rotate", LinkDefects::stepsUpWithoutRotation),
                ofLink("a step-up's generation looks like a refresh's", LinkDefects::forgetsThatItSteppedUp),
                ofLink("a rotation takes nothing into the grace", LinkDefects::rotatesWithoutGrace),
                ofLink("a rotation takes all older ones into the grace", LinkDefects::rotatesWithEndlessGrace),
                ofLink("who lost a race writes without reading again", LinkDefects::triesAgainWithoutReading),
                ofLink("sessions live twice as long", LinkDefects::createsLongerSessions),
                ofLink("create does not hand the view's minimum over", LinkDefects::createsWithoutTheKnownMinimum),
                ofLog("the log tells nothing", LogDefects::tellsNothing),
                ofLog("a page lacks its first entry", LogDefects::leavesOutTheFirstOfAPage),
                ofLog("a node starts at the log's end", LogDefects::startsAtItsEnd),
                ofLog("a log that was replaced does not say so", LogDefects::doesNotTellThatItRestarted),
                ofLog("what came during a fault is left out", LogDefects::losesWhatCameDuringAFault),
                ofLog("the monotonic clock stands", LogDefects::hasAClockThatStands),
                new SeededDefect(
                        "a node judges by a clock that is 30 s behind",
                        UnaryOperator.identity(),
                        Hooks.NONE.withClock(clock -> Clock.offset(clock, Duration.ofSeconds(-30)))),
                new SeededDefect(
                        "rejectAfter is ignored",
                        UnaryOperator.identity(),
                        Hooks.NONE.withManager(builder -> builder.stalenessPolicy(StalenessPolicy.accept()))),
                new SeededDefect(
                        "every repeat is reuse",
                        UnaryOperator.identity(),
                        Hooks.NONE.withManager(builder -> builder.rotation(RefreshRotation.strict()))),
                new SeededDefect(
                        "each node has a refresh key of its own",
                        UnaryOperator.identity(),
                        Hooks.NONE.withManager(builder -> builder.refreshTokenKeys(RefreshTokenKeys.generate()))),
                ofNode("a token that was good is good though revoked", NodeDefects::remembersThatATokenWasGood),
                ofNode("a token that was good is good though outdated", NodeDefects::acceptsOutdatedTokens),
                ofNode("a token that was good is good though expired", NodeDefects::acceptsExpiredTokens),
                ofNode("outdated tokens are called revoked", NodeDefects::refusesWhatItOutdatedAsRevoked),
                ofNode("a storage that is away signs out", NodeDefects::signsOutWhenTheStorageIsAway),
                ofNode("a claims source that fails signs out", NodeDefects::signsOutWhenAnAnswerFails),
                ofNode("a rotation gives the presented token back", NodeDefects::givesThePresentedTokenBack),
                ofNode("every repeat has to retry", NodeDefects::letsEveryRepeatRetry),
                new SeededDefect(
                        "tokens do not say that their session is bound",
                        UnaryOperator.identity(),
                        BindingDefects.tokensDoNotSayThatTheyAreBound()),
                ofNode("a proof that was good once is good for ever", BindingDefects::acceptsWhatWasGoodOnce),
                ofNode("a proof is checked with the key that it shows", BindingDefects::checksWithThePresentedKey),
                ofNode("a repeat needs no proof", BindingDefects::repeatsWithoutProof),
                ofNode("who comes without a proof ends the session", BindingDefects::endsWhatComesWithoutAProof),
                ofNode("a refresh's tokens lead to a binding", BindingDefects::letsEveryTokenBind),
                ofLink("a second binding takes the place of the first", BindingDefects::bindsTwice),
                ofLink("a refresh writes the record without the key", BindingDefects::forgetsTheKey),
                ofFeed("the feed leaves entries of subjects out", FeedDefects::leavesSubjectsOut),
                ofFeed("the feed tells of subjects where a session ended", FeedDefects::tellsOfSubjectsOnly),
                ofFeed("the feed tells minimums in seconds", FeedDefects::tellsMinimumsInSeconds),
                ofFeed(
                        "the feed goes on at its end with a cursor that it does not know",
                        FeedDefects::goesOnAtTheEndWithAnUnknownCursor),
                ofFeed("the feed answers though its storage is away", FeedDefects::answersWithoutTheStorage),
                ofFeed("the feed's answers are kept on the way", FeedDefects::keepsAnswers),
                ofLink("a limit allows one more", LimitDefects::allowsOneMore),
                ofLink("a client's limit counts all clients", LimitDefects::countsClientsTogether),
                ofServer("a limit that refuses ends a session all the same", LimitDefects::evictsThoughItRefuses),
                ofLink("the answer of insert lacks the revocations", LimitDefects::doesNotTellWhoGaveWay),
                ofLink("a refresh forgets the session's client", LimitDefects::forgetsTheClient),
                ofLink("all clients' sessions live alike", LimitDefects::givesAllClientsOneLife),
                ofListener("listeners are told twice", ListenerDefects::tellsTwice),
                ofListener(
                        "listeners are not told that all of a subject's sessions ended",
                        ListenerDefects::doesNotTellOfAllOfASubject),
                ofListener("listeners are told one cause for all ends", ListenerDefects::tellsOneCauseOfAll),
                ofListener("listeners are told of an expiry as of an end", ListenerDefects::tellsAnExpiryAsAnEnd),
                ofListener("listeners are not told of expiries", ListenerDefects::doesNotTellThatTokensExpired),
                ofLog("events that found no room are not counted", ListenerDefects::countsNoDrops),
                ofServer("a page needs the session that its cursor names", PageDefects::needsTheCursorsSession),
                ofServer("a page leaves out the first one behind its cursor", PageDefects::skipsOneBehindTheCursor),
                ofServer("a page has the oldest first", PageDefects::ordersTheOldestFirst),
                ofNode("a page is kept and shown again", PageDefects::keepsPages));
    }

    private static SeededDefect ofServer(String text, UnaryOperator<UserSessionStorage> server) {
        return new SeededDefect(text, server, Hooks.NONE);
    }

    private static SeededDefect ofLink(String text, UnaryOperator<UserSessionStorage> link) {
        return new SeededDefect(text, UnaryOperator.identity(), Hooks.NONE.withStorage(link));
    }

    private static SeededDefect ofLog(String text, UnaryOperator<SimulatedRevocationLog> log) {
        return new SeededDefect(text, UnaryOperator.identity(), Hooks.NONE.withLog(log));
    }

    private static SeededDefect ofFeed(String text, UnaryOperator<RevocationLog> feed) {
        return new SeededDefect(text, UnaryOperator.identity(), Hooks.NONE.withFeed(feed));
    }

    private static SeededDefect ofListener(String text, UnaryOperator<SessionListener> listener) {
        return new SeededDefect(text, UnaryOperator.identity(), Hooks.NONE.withListener(listener));
    }

    private static SeededDefect ofNode(String text, Function<JwtUserSessionManager, Api> api) {
        return new SeededDefect(text, UnaryOperator.identity(), Hooks.NONE.withApi(api));
    }
}
