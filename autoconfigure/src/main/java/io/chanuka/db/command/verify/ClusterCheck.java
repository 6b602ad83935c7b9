package io.chanuka.db.command.verify;

/**
 * Both endpoints reach the same cluster and database.
 */
final class ClusterCheck {

	private static final String NAME = "cluster";

	private static final String ACTION = "Correct chanuka.db.migration.url (MIGRATION_DATABASE_URL), or chanuka.db.url "
			+ "(DATABASE_URL): migrations change another database than the application uses.";

	private ClusterCheck() {
	}

	static boolean isSame(EndpointState runtime, EndpointState migration) {
		boolean sameSystem = runtime.systemIdentifier() == null || migration.systemIdentifier() == null
				|| runtime.systemIdentifier().equals(migration.systemIdentifier());
		return sameSystem && runtime.databaseOid() == migration.databaseOid()
				&& runtime.database().equals(migration.database());
	}

	static Finding check(EndpointState runtime, EndpointState migration) {
		String system = runtime.systemIdentifier();
		if (!isSame(runtime, migration)) {
			return Finding.failed(NAME, "the endpoints reach different databases: runtime " + describe(runtime)
					+ ", migration " + describe(migration), ACTION);
		}
		if (system == null || migration.systemIdentifier() == null) {
			return Finding.unknown(NAME, "database " + runtime.database() + " on both endpoints, but "
					+ ((system != null) ? migration : runtime).user() + " cannot read pg_control_system()");
		}
		return Finding.ok(NAME, "database " + runtime.database() + ", cluster " + system);
	}

	private static String describe(EndpointState state) {
		return state.database() + ((state.systemIdentifier() != null) ? " in cluster " + state.systemIdentifier() : "");
	}

}
