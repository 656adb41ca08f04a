package io.symbolon.spring.autoconfigure;

import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Whether {@code symbolon.storage} names a storage, or none. */
abstract class OnStorage extends SpringBootCondition {
    private final SymbolonProperties.Storage storage;

    private OnStorage(SymbolonProperties.Storage storage) {
        this.storage = storage;
    }

    @Override
    public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
        // A wrong value is found, and told, when all properties are bound.
        String named = context.getEnvironment().getProperty("symbolon.storage", storage.name());
        return new ConditionOutcome(
                storage.name().equalsIgnoreCase(named.strip()),
                ConditionMessage.forCondition("symbolon.storage").because("it is " + named));
    }

    static final class Redis extends OnStorage {
        Redis() {
            super(SymbolonProperties.Storage.REDIS);
        }
    }

    static final class Jdbc extends OnStorage {
        Jdbc() {
            super(SymbolonProperties.Storage.JDBC);
        }
    }

    static final class Memory extends OnStorage {
        Memory() {
            super(SymbolonProperties.Storage.MEMORY);
        }
    }
}
