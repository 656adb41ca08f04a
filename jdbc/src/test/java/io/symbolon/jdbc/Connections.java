package io.symbolon.jdbc;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLWarning;
import java.util.List;
import java.util.function.Consumer;

/** Connections that do something else than they were made for. */
final class Connections {
    private Connections() {}

    /** One that its borrower cannot close. */
    static Connection withoutClose(Connection connection) {
        return proxy(Connection.class, connection, "close", ignored -> {}, true);
    }

    /** One that reports, for each statement that is closed, what the server remarked. */
    static Connection withRemarks(Connection connection, List<String> remarks) {
        return (Connection) Proxy.newProxyInstance(
                Connections.class.getClassLoader(), new Class<?>[] {Connection.class}, (self, method, arguments) -> {
                    Object result = invoke(method, connection, arguments);
                    if (result instanceof PreparedStatement statement) {
                        return proxy(PreparedStatement.class, statement, "close", it -> collect(it, remarks), false);
                    }
                    return result;
                });
    }

    /** One that does something with the connection before each statement, but for those that begin a transaction. */
    static Connection beforeEachStatement(Connection connection, DelegatingDataSource.Change change) {
        return (Connection) Proxy.newProxyInstance(
                Connections.class.getClassLoader(), new Class<?>[] {Connection.class}, (self, method, arguments) -> {
                    if (method.getName().equals("prepareStatement")
                            && !arguments[0].toString().startsWith("SET ")) {
                        change.change(connection);
                    }
                    return invoke(method, connection, arguments);
                });
    }

    /** One that notes the text of each statement. */
    static Connection withTexts(Connection connection, List<String> texts) {
        return (Connection) Proxy.newProxyInstance(
                Connections.class.getClassLoader(), new Class<?>[] {Connection.class}, (self, method, arguments) -> {
                    if (method.getName().equals("prepareStatement")) {
                        texts.add(arguments[0].toString());
                    }
                    return invoke(method, connection, arguments);
                });
    }

    private static void collect(PreparedStatement statement, List<String> remarks) {
        try {
            for (SQLWarning warning = statement.getWarnings(); warning != null; warning = warning.getNextWarning()) {
                synchronized (remarks) {
                    remarks.add(warning.getMessage());
                }
            }
        } catch (java.sql.SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static <T> T proxy(Class<T> type, T target, String name, Consumer<T> before, boolean instead) {
        return type.cast(Proxy.newProxyInstance(
                Connections.class.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    if (method.getName().equals(name)) {
                        before.accept(target);
                        if (instead) {
                            return null;
                        }
                    }
                    return invoke(method, target, arguments);
                }));
    }

    private static Object invoke(java.lang.reflect.Method method, Object target, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException failed) {
            throw failed.getCause();
        }
    }
}
