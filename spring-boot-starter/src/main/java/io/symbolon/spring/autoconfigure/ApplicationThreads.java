package io.symbolon.spring.autoconfigure;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.context.support.AbstractApplicationContext;
import org.springframework.util.ClassUtils;

/**
 * Starts what has threads. Tomcat asks for filters while it starts, and filters for sessions: threads that begin then count
 * as those of Tomcat's web application, and where the start fails Tomcat would warn of each as of a leak, before the message
 * that says why. So ours begin as the application's, and what was started for them ends before the failure is passed on.
 */
final class ApplicationThreads {
    /** What sessions are kept in or by, and has threads: the application's beans, which its end would close a moment later. */
    private static final List<String> STARTED_BEFORE = List.of(
            "io.symbolon.spring.autoconfigure.OwnRedisClient",
            "io.lettuce.core.resource.ClientResources",
            "javax.sql.DataSource");

    private ApplicationThreads() {}

    static <T> T begin(BeanFactory beans, Supplier<T> start) {
        if (!(beans instanceof DefaultListableBeanFactory factory)) {
            return start.get();
        }
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader(factory));
        try {
            return start.get();
        } catch (RuntimeException failed) {
            if (!isRunning(factory)) {
                endWhatStarted(factory);
            }
            throw failed;
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static @Nullable ClassLoader loader(ConfigurableBeanFactory factory) {
        return factory.getBeanClassLoader();
    }

    /** Beans that are made later, as lazy ones are, fail alone: the application goes on. */
    private static boolean isRunning(DefaultListableBeanFactory factory) {
        return factory.containsSingleton(AbstractApplicationContext.LIFECYCLE_PROCESSOR_BEAN_NAME);
    }

    private static void endWhatStarted(DefaultListableBeanFactory factory) {
        STARTED_BEFORE.stream()
                .map(name -> type(name, factory))
                .flatMap(Optional::stream)
                .flatMap(type -> Stream.of(factory.getBeanNamesForType(type, false, false)))
                .filter(factory::containsSingleton)
                .forEach(factory::destroySingleton);
    }

    /** Empty where the application does not have the library. */
    private static Optional<Class<?>> type(String name, DefaultListableBeanFactory factory) {
        try {
            return Optional.of(ClassUtils.forName(name, loader(factory)));
        } catch (ClassNotFoundException | LinkageError notThere) {
            return Optional.empty();
        }
    }
}
