package io.symbolon.spring.autoconfigure;

import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Whether this service manages sessions, or only verifies their tokens: then something of {@code symbolon.verifier} is set. */
abstract class OnRole extends SpringBootCondition {
    private final boolean isVerifier;

    private OnRole(boolean isVerifier) {
        this.isVerifier = isVerifier;
    }

    @Override
    public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
        boolean isSet = Binder.get(context.getEnvironment())
                .bind("symbolon.verifier", Bindable.mapOf(String.class, String.class))
                .isBound();
        return new ConditionOutcome(
                isSet == isVerifier,
                ConditionMessage.forCondition("symbolon.verifier").because(isSet ? "it is set" : "it is not set"));
    }

    static final class Manager extends OnRole {
        Manager() {
            super(false);
        }
    }

    static final class Verifier extends OnRole {
        Verifier() {
            super(true);
        }
    }
}
