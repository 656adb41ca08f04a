package io.symbolon.spring.autoconfigure;

import io.symbolon.SessionStorageException;
import io.symbolon.storage.LogCursor;
import io.symbolon.storage.LogPage;
import io.symbolon.storage.RevocationLog;
import io.symbolon.storage.UserSessionStorage;
import io.symbolon.storage.memory.InMemoryUserSessionStorage;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;

/** A storage that can be out of reach. */
final class CutStorage {
    private final UserSessionStorage storage = new InMemoryUserSessionStorage();
    private volatile boolean cut;

    void cut(boolean isCut) {
        this.cut = isCut;
    }

    UserSessionStorage node() {
        return (UserSessionStorage) Proxy.newProxyInstance(
                CutStorage.class.getClassLoader(), new Class<?>[] {UserSessionStorage.class}, (proxy, method, args) -> {
                    if (method.getName().equals("revocationLog")) {
                        return new Log();
                    }
                    requireReached();
                    try {
                        return method.invoke(storage, args);
                    } catch (InvocationTargetException thrown) {
                        throw thrown.getCause();
                    }
                });
    }

    private void requireReached() {
        if (cut) {
            throw new SessionStorageException("The storage is cut off.", true, null);
        }
    }

    private final class Log implements RevocationLog {
        @Override
        public LogPage read(LogCursor after, Duration maxWait) throws InterruptedException {
            requireReached();
            Duration slice = Duration.ofMillis(20);
            return storage.revocationLog().read(after, maxWait.compareTo(slice) < 0 ? maxWait : slice);
        }

        @Override
        public Duration retention() {
            return storage.revocationLog().retention();
        }
    }
}
