package io.chanuka.db.migration.guard;

import org.jspecify.annotations.Nullable;

/**
 * Identifies a database among its copies. A physical copy keeps the first two, so the
 * tenant of the provider counts too.
 *
 * @param systemIdentifier identifies the cluster
 * @param databaseOid the number of the database in it
 * @param tenant the tenant of a provider that serves several from one host, or
 * {@code null} if there is none
 */
record DatabaseIdentity(String systemIdentifier, long databaseOid, @Nullable String tenant) {

}
