package io.symbolon.demo;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.DataClassRowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * The accounts, in the demo's database. Their first passwords are known to everybody; an application also slows down those
 * who guess.
 */
@Component
final class Accounts implements UserDetailsService {
    private static final Map<String, String> PASSWORDS = Map.of(
            "ada", "analytical engine",
            "grace", "nanoseconds of wire",
            "margaret", "priority displays");
    private static final List<Account> FIRST = List.of(
            new Account("ada", Role.MEMBER), new Account("grace", Role.MEMBER), new Account("margaret", Role.ADMIN));

    private final JdbcClient database;

    Accounts(JdbcClient database, PasswordEncoder encoder) {
        this.database = database;
        for (Account account : FIRST) {
            if (find(account.name()).isEmpty()) {
                add(account, encoder.encode(passwordOf(account.name())));
            }
        }
    }

    /** The password that an account of the demo has: no application can tell that. */
    static String passwordOf(String name) {
        return PASSWORDS.getOrDefault(name, "");
    }

    List<Account> all() {
        return database.sql("SELECT name, role FROM account ORDER BY name")
                .query(DataClassRowMapper.newInstance(Account.class))
                .list();
    }

    Optional<Account> find(String name) {
        return database.sql("SELECT name, role FROM account WHERE name = ?")
                .param(name)
                .query(Account.class)
                .optional();
    }

    void changeRole(String name, Role role) {
        database.sql("UPDATE account SET role = ? WHERE name = ?")
                .params(role.name(), name)
                .update();
    }

    @Override
    public UserDetails loadUserByUsername(String name) {
        return database.sql("SELECT password FROM account WHERE name = ?")
                .param(name)
                .query(String.class)
                .optional()
                .map(password -> User.withUsername(name).password(password).build())
                .orElseThrow(() -> new UsernameNotFoundException("There is no such account."));
    }

    private void add(Account account, String password) {
        try {
            database.sql("INSERT INTO account (name, role, password) VALUES (?, ?, ?)")
                    .params(account.name(), account.role().name(), password)
                    .update();
        } catch (DuplicateKeyException otherNode) {
            // It started at the same time.
        }
    }
}
