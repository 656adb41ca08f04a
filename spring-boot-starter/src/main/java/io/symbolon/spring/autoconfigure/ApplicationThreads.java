package io.symbolon.spring.autoconfigure;

import java.util.function.Supplier;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;

/**
 * Starts what has threads. Tomcat asks for filters while it starts, and filters for sessions: threads that begin then would
 * count as Tomcat's web application's, and where the start fails Tomcat would warn of each as of a leak, before the message
 * that says why. They are the application's, and end with its beans.
 */
final class ApplicationThreads {
    private ApplicationThreads() {}

    static <T> T begin(BeanFactory beans, Supplier<T> start) {
        if (!(beans instanceof ConfigurableBeanFactory factory)) {
            return start.get();
        }
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(factory.getBeanClassLoader());
        try {
            return start.get();
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
