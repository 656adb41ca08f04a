package io.symbolon.spring.autoconfigure;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.ListableBeanFactory;

/** Of several beans of a type, the one that is meant. Where that is not clear, the start fails. */
final class Candidates {
    private Candidates() {}

    /**
     * The named bean, else the only or primary one.
     *
     * @param property names it; empty text if there is no such property
     */
    static <T> T choose(ListableBeanFactory beans, Class<T> type, @Nullable String name, String property) {
        List<String> names = Arrays.asList(BeanFactoryUtils.beanNamesForTypeIncludingAncestors(beans, type));
        if (name != null) {
            return named(beans, type, name, property, names);
        }
        T only = beans.getBeanProvider(type).getIfUnique();
        if (only == null) {
            throw new SymbolonConfigurationException(
                    "There are several beans of the type " + type.getSimpleName() + " (" + String.join(", ", names)
                            + ") and none is primary, so that it is not clear which one is for sessions.",
                    (property.isEmpty() ? "Mark" : "Set " + property + " to one of these names, or mark")
                            + " one of them as @Primary. To keep sessions elsewhere, set symbolon.storage to redis, jdbc or"
                            + " memory.");
        }
        return only;
    }

    private static <T> T named(BeanFactory beans, Class<T> type, String name, String property, List<String> names) {
        if (!names.contains(name)) {
            throw new SymbolonConfigurationException(
                    property + " is " + name + ", but no bean of the type " + type.getSimpleName() + " has this name.",
                    names.isEmpty()
                            ? "Declare such a bean."
                            : "Set " + property + " to one of: " + String.join(", ", names) + ".");
        }
        return beans.getBean(name, type);
    }
}
