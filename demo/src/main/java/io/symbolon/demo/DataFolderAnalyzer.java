package io.symbolon.demo;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says what to type when the data have no place. */
final class DataFolderAnalyzer extends AbstractFailureAnalyzer<DataFolderException> {
    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, DataFolderException cause) {
        return new FailureAnalysis(
                String.valueOf(cause.getMessage()),
                "Choose a folder that you may write to: put DEMO_FOLDER=/tmp/symbolon-demo before the command.",
                cause);
    }
}
