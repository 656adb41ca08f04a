package io.symbolon.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.engine.JupiterTestEngine;
import org.junit.platform.engine.CancellationToken;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherExecutionRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** Every contract finds the storage that breaks it: the contracts are run against broken storages, and have to fail. */
final class ContractsCanFailTest {
    @TestFactory
    Stream<DynamicTest> aBrokenStorageFails() {
        return Defects.ALL.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .flatMap(defect -> defect.getValue().foundBy().stream()
                        .map(contract -> DynamicTest.dynamicTest(
                                defect.getKey() + " is found by " + contract.getSimpleName(),
                                () -> assertFails(defect.getKey(), contract))));
    }

    @TestFactory
    Stream<DynamicTest> aSoundStoragePassesInTheSameSurroundings() {
        return Defects.ALL.values().stream()
                .flatMap(defect -> defect.foundBy().stream())
                .distinct()
                .map(contract -> DynamicTest.dynamicTest(contract.getSimpleName(), () -> assertPasses(contract)));
    }

    private static void assertFails(String defect, Class<?> contract) {
        TestExecutionSummary summary = run(defect, contract);
        assertThat(summary.getTestsFailedCount())
                .as("failed of %s tests", summary.getTestsFoundCount())
                .isPositive();
    }

    private static void assertPasses(Class<?> contract) {
        TestExecutionSummary summary = run("none", contract);
        assertThat(summary.getFailures()).isEmpty();
        assertThat(summary.getTestsSucceededCount())
                .isEqualTo(summary.getTestsFoundCount())
                .isPositive();
    }

    private static TestExecutionSummary run(String defect, Class<?> contract) {
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        Launcher launcher = LauncherFactory.create(LauncherConfig.builder()
                .enableTestEngineAutoRegistration(false)
                .enableTestExecutionListenerAutoRegistration(false)
                .enableLauncherSessionListenerAutoRegistration(false)
                .enableLauncherDiscoveryListenerAutoRegistration(false)
                .enablePostDiscoveryFilterAutoRegistration(false)
                .addTestEngines(new JupiterTestEngine())
                .build());
        CancellationToken cancellation = CancellationToken.create();
        launcher.execute(LauncherExecutionRequestBuilder.request(LauncherDiscoveryRequestBuilder.request()
                        .selectors(selectClass(contract))
                        .configurationParameter(Defects.PARAMETER, defect)
                        .build())
                .listeners(listener, cancelAfterAFailure(cancellation))
                .cancellationToken(cancellation)
                .build());
        assertNothingIsLeft();
        return listener.getSummary();
    }

    /** Also of a contract that failed no node lives on. */
    private static void assertNothingIsLeft() {
        Patience.await()
                .untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
                        .extracting(Thread::getName)
                        .noneMatch(name -> name.startsWith("symbolon")));
    }

    private static TestExecutionListener cancelAfterAFailure(CancellationToken cancellation) {
        return new TestExecutionListener() {
            @Override
            public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                if (result.getStatus() == TestExecutionResult.Status.FAILED) {
                    cancellation.cancel();
                }
            }
        };
    }
}
