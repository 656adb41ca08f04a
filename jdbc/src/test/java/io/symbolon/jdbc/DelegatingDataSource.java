package io.symbolon.jdbc;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.logging.Logger;
import javax.sql.DataSource;

/** Does something with each connection that another DataSource gives. */
final class DelegatingDataSource implements DataSource {
    interface Change {
        Connection change(Connection connection) throws SQLException;
    }

    interface Source {
        Connection get() throws SQLException;
    }

    private final DataSource delegate;
    private final Source source;

    DelegatingDataSource(DataSource delegate, Change change) {
        this.delegate = delegate;
        this.source = () -> change.change(delegate.getConnection());
    }

    /** Gives other connections than the delegate's. */
    static DelegatingDataSource of(DataSource delegate, Source source) {
        return new DelegatingDataSource(delegate, source);
    }

    private DelegatingDataSource(DataSource delegate, Source source) {
        this.delegate = delegate;
        this.source = source;
    }

    @Override
    public Connection getConnection() throws SQLException {
        return source.get();
    }

    @Override
    public Connection getConnection(String username, String password) throws SQLException {
        return source.get();
    }

    @Override
    public PrintWriter getLogWriter() throws SQLException {
        return delegate.getLogWriter();
    }

    @Override
    public void setLogWriter(PrintWriter out) throws SQLException {
        delegate.setLogWriter(out);
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        delegate.setLoginTimeout(seconds);
    }

    @Override
    public int getLoginTimeout() throws SQLException {
        return delegate.getLoginTimeout();
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getGlobal();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return delegate.unwrap(type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return delegate.isWrapperFor(type);
    }
}
