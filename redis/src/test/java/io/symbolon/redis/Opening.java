package io.symbolon.redis;

import io.symbolon.SessionStorageException;
import io.symbolon.storage.UserSessionStorage;
import io.symbolon.testkit.Patience;
import java.util.function.Supplier;

/** Opens storages as a user would: again, where a busy machine did not let the server answer in time. */
final class Opening {
    private Opening() {}

    static <S extends UserSessionStorage> S patiently(Supplier<S> opener) {
        return Patience.await()
                .ignoreExceptionsMatching(
                        failed -> failed instanceof SessionStorageException fault && fault.isRetrySafe())
                .until(opener::get, opened -> true);
    }
}
