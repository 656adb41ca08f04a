package io.symbolon.jdbc;

import io.symbolon.storage.Revocation;

/**
 * An entry of the log.
 *
 * @param partition where it stands
 * @param place which of that partition's entries it is
 * @param revocation what it says
 */
record LogEntry(int partition, LogPosition.Entry place, Revocation revocation) {}
