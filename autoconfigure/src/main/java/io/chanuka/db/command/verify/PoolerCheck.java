package io.chanuka.db.command.verify;

import java.util.List;

import io.chanuka.db.provider.EndpointKind;
import io.chanuka.db.settings.DatabaseSettings;
import io.chanuka.db.settings.EndpointSettings;

/**
 * A pooler stands where the settings expect one, and nowhere else.
 */
final class PoolerCheck {

	private PoolerCheck() {
	}

	static Finding runtime(DatabaseSettings settings, EndpointState state) {
		EndpointSettings endpoint = settings.runtime();
		String name = "runtime pooler";
		if (endpoint.kind() != EndpointKind.DIRECT) {
			return state.pooled() ? Finding.ok(name, endpoint.kind().toString())
					: Finding.note(name, endpoint.kind() + " is expected and no pooler was detected");
		}
		if (!state.pooled()) {
			return Finding.ok(name, "none");
		}
		String action = "Set chanuka.db.pooler.mode to transaction or session, as the pooler is configured.";
		return endpoint.provider().kindKnown()
				? Finding.failed(name,
						"a pooler was detected, although none is expected: " + endpoint.provider().reason(), action)
				: new Finding(name, FindingState.NOTE, "a pooler was detected and is treated as in transaction mode",
						List.of(action));
	}

	static Finding migration(DatabaseSettings settings, EndpointState state) {
		String name = "migration pooler";
		if (!state.pooled()) {
			return Finding.ok(name, "none");
		}
		boolean allowed = settings.migrations().pooled().value()
				|| settings.migration().kind() == EndpointKind.SESSION_POOLED;
		return allowed ? Finding.note(name, "a pooler was detected; it is allowed") : Finding.failed(name,
				"a pooler was detected",
				"Set chanuka.db.migration.url (MIGRATION_DATABASE_URL) to the direct endpoint. For an application that "
						+ "only waits for the migrations of a job, verify with the variables of the job.");
	}

}
