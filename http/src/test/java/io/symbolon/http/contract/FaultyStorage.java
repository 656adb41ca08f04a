package io.symbolon.http.contract;

import io.symbolon.SessionStorageException;
import io.symbolon.storage.RevocationLog;
import io.symbolon.storage.UserSessionStorage;
import io.symbolon.storage.memory.InMemoryUserSessionStorage;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Clock;

/** The in-memory storage, behind a switch that cuts it off. */
public final class FaultyStorage {
    private final UserSessionStorage storage;
    private volatile boolean isCut;
    private volatile boolean isRetrySafe = true;

    public FaultyStorage(Clock clock) {
        this.storage = new InMemoryUserSessionStorage(clock);
    }

    public void cut() {
        isCut = true;
    }

    public void cutWithoutSafeRetry() {
        isRetrySafe = false;
        isCut = true;
    }

    public void restore() {
        isCut = false;
    }

    public UserSessionStorage proxied() {
        return proxy(UserSessionStorage.class, storage);
    }

    private <T> T proxy(Class<T> type, T target) {
        Object proxy = Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    if (isCut
                            && !method.getName().equals("revocationLog")
                            && !method.getName().equals("close")) {
                        throw new SessionStorageException("secret-host:6379 does not answer", isRetrySafe, null);
                    }
                    try {
                        Object result = method.invoke(target, arguments);
                        return result instanceof RevocationLog log ? proxy(RevocationLog.class, log) : result;
                    } catch (InvocationTargetException failed) {
                        throw failed.getCause();
                    }
                });
        return type.cast(proxy);
    }
}
