package io.symbolon.benchmarks.storage;

import java.time.Instant;
import java.util.Objects;
import javax.sql.DataSource;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.RedisTemplate;
import org.springframework.data.redis.serializer.RedisSerializer;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.Session;
import org.springframework.session.data.redis.RedisIndexedSessionRepository;
import org.springframework.session.jdbc.JdbcIndexedSessionRepository;
import org.springframework.session.jdbc.PostgreSqlJdbcIndexedSessionRepositoryCustomizer;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Spring Session's indexed repositories, as its own configuration makes them. A handle is a session id. To refresh is
 * what a request does to its session.
 */
final class SpringSessionSystem<S extends Session> implements SessionSystem {
    private final FindByIndexNameSessionRepository<S> repository;
    private final Runnable onClose;

    private SpringSessionSystem(FindByIndexNameSessionRepository<S> repository, Runnable onClose) {
        this.repository = repository;
        this.onClose = onClose;
    }

    static SessionSystem onRedis(int port) {
        LettuceConnectionFactory connections = new LettuceConnectionFactory("127.0.0.1", port);
        connections.afterPropertiesSet();
        connections.start();
        RedisTemplate<String, Object> template = new RedisTemplate<>();
        template.setKeySerializer(RedisSerializer.string());
        template.setHashKeySerializer(RedisSerializer.string());
        template.setConnectionFactory(connections);
        template.afterPropertiesSet();
        RedisIndexedSessionRepository repository = new RedisIndexedSessionRepository(template);
        repository.setDefaultMaxInactiveInterval(Content.IDLE);
        return new SpringSessionSystem<>(repository, connections::destroy);
    }

    static SessionSystem onPostgres(DataSource dataSource) {
        JdbcIndexedSessionRepository repository = new JdbcIndexedSessionRepository(
                new JdbcTemplate(dataSource), new TransactionTemplate(new DataSourceTransactionManager(dataSource)));
        new PostgreSqlJdbcIndexedSessionRepositoryCustomizer().customize(repository);
        repository.setDefaultMaxInactiveInterval(Content.IDLE);
        return new SpringSessionSystem<>(repository, () -> {});
    }

    @Override
    public String create(String subject) {
        S session = repository.createSession();
        session.setAttribute(FindByIndexNameSessionRepository.PRINCIPAL_NAME_INDEX_NAME, subject);
        session.setAttribute("ip", Content.IP);
        Content.CLAIMS.forEach(session::setAttribute);
        repository.save(session);
        return session.getId();
    }

    @Override
    public String refresh(String handle) {
        S session = Objects.requireNonNull(repository.findById(handle));
        session.setLastAccessedTime(Instant.now());
        repository.save(session);
        return handle;
    }

    @Override
    public int list(String subject) {
        return repository.findByPrincipalName(subject).size();
    }

    @Override
    public void revoke(String handle) {
        repository.deleteById(handle);
    }

    @Override
    public void close() {
        onClose.run();
    }
}
