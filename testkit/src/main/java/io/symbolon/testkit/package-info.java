/**
 * The contract of a storage, as JUnit classes that a storage's author extends, one for each concern; and what helps an
 * application to test itself: {@link io.symbolon.testkit.SettableClock} and
 * {@link io.symbolon.testkit.RecordingListener}.
 *
 * <p>A storage is right if it passes all of them. An author writes one {@link io.symbolon.testkit.StorageFixture} and
 * extends {@link io.symbolon.testkit.StorageContracts}, which holds most of them, or each contract by itself:
 *
 * <ul>
 *   <li>one call at a time: {@link io.symbolon.testkit.SessionContract},
 *       {@link io.symbolon.testkit.SessionLimitContract}, {@link io.symbolon.testkit.CompareAndSetContract},
 *       {@link io.symbolon.testkit.SubjectMinimumContract}, {@link io.symbolon.testkit.RestoreContract},
 *       {@link io.symbolon.testkit.HostileInputContract};
 *   <li>the log: {@link io.symbolon.testkit.RevocationLogContract}, {@link io.symbolon.testkit.LogReadingContract},
 *       {@link io.symbolon.testkit.LogTrimmingContract};
 *   <li>many calls at once: {@link io.symbolon.testkit.AtomicityContract},
 *       {@link io.symbolon.testkit.RaceContract}, {@link io.symbolon.testkit.StressContract};
 *   <li>a server that is away: {@link io.symbolon.testkit.FaultContract};
 *   <li>managers that share it: {@link io.symbolon.testkit.ClusterContract},
 *       {@link io.symbolon.testkit.ClusterRefreshContract}, {@link io.symbolon.testkit.ClusterFaultContract}.
 * </ul>
 */
@NullMarked
package io.symbolon.testkit;

import org.jspecify.annotations.NullMarked;
