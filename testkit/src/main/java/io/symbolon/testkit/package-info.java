/**
 * The contract of a storage, as JUnit classes that a storage's author extends, one for each concern; and helpers for an
 * application's own tests: {@link io.symbolon.testkit.AccessTokens}, {@link io.symbolon.testkit.TokenFactory},
 * {@link io.symbolon.testkit.TestCluster}, {@link io.symbolon.testkit.SettableClock},
 * {@link io.symbolon.testkit.RecordingListener}, {@link io.symbolon.testkit.SwitchedStorage},
 * {@link io.symbolon.testkit.TcpRelay}, {@link io.symbolon.testkit.Patience} and {@link io.symbolon.testkit.Closer}.
 *
 * <p>A storage is right if it passes all of them. An author writes one {@link io.symbolon.testkit.StorageFixture} and
 * extends {@link io.symbolon.testkit.StorageContracts}, which holds most of them, or each contract by itself:
 *
 * <ul>
 *   <li>one call at a time: {@link io.symbolon.testkit.SessionContract},
 *       {@link io.symbolon.testkit.SessionLimitContract}, {@link io.symbolon.testkit.ClientLimitContract},
 *       {@link io.symbolon.testkit.CompareAndSetContract}, {@link io.symbolon.testkit.SubjectMinimumContract},
 *       {@link io.symbolon.testkit.RestoreContract}, {@link io.symbolon.testkit.RepeatContract},
 *       {@link io.symbolon.testkit.HostileInputContract}, {@link io.symbolon.testkit.UseAfterCloseContract};
 *   <li>the log: {@link io.symbolon.testkit.RevocationLogContract}, {@link io.symbolon.testkit.LogReadingContract},
 *       {@link io.symbolon.testkit.LogTrimmingContract};
 *   <li>many calls at once: {@link io.symbolon.testkit.AtomicityContract},
 *       {@link io.symbolon.testkit.RaceContract}, {@link io.symbolon.testkit.RevisionContract},
 *       {@link io.symbolon.testkit.StressContract};
 *   <li>a server that is away or has lost its last writes: {@link io.symbolon.testkit.FaultContract},
 *       {@link io.symbolon.testkit.FailOverContract};
 *   <li>nodes of the next version beside this one: {@link io.symbolon.testkit.RollOutContract},
 *       {@link io.symbolon.testkit.ClusterRollOutContract};
 *   <li>managers that share it: {@link io.symbolon.testkit.ClusterContract},
 *       {@link io.symbolon.testkit.ClusterRefreshContract}, {@link io.symbolon.testkit.ClusterRepeatContract},
 *       {@link io.symbolon.testkit.ClusterPeerFaultContract},
 *       {@link io.symbolon.testkit.ClusterFaultContract}, {@link io.symbolon.testkit.ClusterFailOverContract}.
 * </ul>
 */
@NullMarked
package io.symbolon.testkit;

import org.jspecify.annotations.NullMarked;
