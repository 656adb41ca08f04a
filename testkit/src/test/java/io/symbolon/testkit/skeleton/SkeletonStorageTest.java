package io.symbolon.testkit.skeleton;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.symbolon.storage.LogCursor;
import io.symbolon.storage.LogRetention;
import io.symbolon.storage.RevocationLog;
import io.symbolon.storage.UserSessionStorage;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The skeleton has a place for each operation, says what is not written, and is where the docs say. */
final class SkeletonStorageTest {
    private final SkeletonStorage storage = new SkeletonStorage(LogRetention.DEFAULT);

    @Test
    void everyOperationSaysThatItIsNotWrittenYet() {
        assertThat(operations())
                .hasSizeGreaterThan(9)
                .allSatisfy(operation -> assertThatThrownBy(() -> call(operation))
                        .isInstanceOf(UnsupportedOperationException.class)
                        .hasMessage(operation.getName() + " is not written yet"));
        assertThatThrownBy(() -> storage.revocationLog().read(LogCursor.START, Duration.ZERO))
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void everyOperationIsRefusedAfterClose() {
        storage.close();
        storage.close();

        assertThat(operations())
                .allSatisfy(operation ->
                        assertThatThrownBy(() -> call(operation)).isInstanceOf(IllegalStateException.class));
        assertThatThrownBy(() -> storage.revocationLog().read(LogCursor.START, Duration.ZERO))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void theDocsLeadToIt() throws IOException {
        String docs = Files.readString(Path.of("..", "docs", "storages.md"));

        for (Class<?> type : List.of(SkeletonStorage.class, SkeletonLog.class)) {
            String source = "testkit/src/test/java/" + type.getName().replace('.', '/') + ".java";
            assertThat(docs).contains("](../" + source + ")");
            assertThat(Path.of("..", source)).exists();
        }
    }

    /** What asks or changes sessions; not what only tells how the storage is set up. */
    private static List<Method> operations() {
        return Stream.of(UserSessionStorage.class.getMethods())
                .filter(method -> Modifier.isAbstract(method.getModifiers()))
                .filter(method -> method.getReturnType() != RevocationLog.class && method.getReturnType() != void.class)
                .filter(method -> !method.getName().equals("partitions"))
                .toList();
    }

    private static @Nullable Object nothing(Class<?> type) {
        if (type == long.class) {
            return 0L;
        }
        return type == int.class ? 0 : null;
    }

    private void call(Method operation) throws Throwable {
        Object[] nothing = Stream.of(operation.getParameterTypes())
                .map(SkeletonStorageTest::nothing)
                .toArray();
        try {
            operation.invoke(storage, nothing);
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause();
        }
    }
}
