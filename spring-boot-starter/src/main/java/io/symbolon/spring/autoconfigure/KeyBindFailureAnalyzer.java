package io.symbolon.spring.autoconfigure;

import io.symbolon.JwsAlgorithm;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Speaks for the keys' properties before Spring Boot does, which would print the value. */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class KeyBindFailureAnalyzer extends AbstractFailureAnalyzer<BindException> {
    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, BindException cause) {
        String property = cause.getName().toString();
        if (property.endsWith(".algorithm")) {
            return new FailureAnalysis(
                    "The property " + property + " names no algorithm that there is.",
                    "Choose one of " + List.of(JwsAlgorithm.values()) + ".",
                    cause);
        }
        return SecretProperties.isSecret(property)
                ? new FailureAnalysis(
                        "The property " + property + " does not have the form that is needed.",
                        MissingSettings.EXAMPLE,
                        cause)
                : null;
    }
}
