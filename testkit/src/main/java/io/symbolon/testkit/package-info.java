/**
 * The contract of a storage, as JUnit classes that a storage's author extends, one for each concern; and what helps an
 * application to test itself: {@link io.symbolon.testkit.SettableClock} and
 * {@link io.symbolon.testkit.RecordingListener}.
 *
 * <p>A storage is right if it passes all of them: {@link io.symbolon.testkit.SessionContract},
 * {@link io.symbolon.testkit.SessionLimitContract}, {@link io.symbolon.testkit.CompareAndSetContract},
 * {@link io.symbolon.testkit.RevocationLogContract}, {@link io.symbolon.testkit.LogTrimmingContract},
 * {@link io.symbolon.testkit.SubjectMinimumContract}, {@link io.symbolon.testkit.RestoreContract},
 * {@link io.symbolon.testkit.RaceContract}, {@link io.symbolon.testkit.HostileInputContract} and
 * {@link io.symbolon.testkit.FaultContract}. An author writes one {@link io.symbolon.testkit.StorageFixture} and a
 * subclass of a few lines for each.
 */
@NullMarked
package io.symbolon.testkit;

import org.jspecify.annotations.NullMarked;
