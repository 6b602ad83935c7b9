package io.chanuka.db.command.verify;

import java.util.List;

/**
 * The role of the runtime does not own what the migrations created, so that it cannot
 * change it. One user for both endpoints is a decision, and not an error.
 */
final class RoleCheck {

	private static final String NAME = "roles";

	private RoleCheck() {
	}

	static Finding check(EndpointState runtime, EndpointState migration, List<MigratedRelation> relations) {
		List<String> owned = relations.stream().filter(MigratedRelation::owned).map(MigratedRelation::name).toList();
		if (runtime.user().equals(migration.user())) {
			return Finding.note(NAME, runtime.user() + ((relations.isEmpty() || !owned.isEmpty() || runtime.superuser())
					? " is the only user: it runs the migrations and the application, so the application "
							+ "may change the schema; docs/roles.md has two users"
					: " is the only user that is set, and owns nothing of what is migrated: the migrations of a "
							+ "job have another one"));
		}
		String action = "Give the runtime a role that owns nothing: docs/roles.md.";
		if (runtime.superuser()) {
			return Finding.failed(NAME, runtime.user() + " is a superuser", action);
		}
		return owned.isEmpty() ? Finding.ok(NAME, runtime.user() + " owns nothing of what is migrated")
				: Finding.failed(NAME, runtime.user() + " has the rights of the owner of " + owned.get(0)
						+ ((owned.size() > 1) ? " and " + (owned.size() - 1) + " more" : ""), action);
	}

}
