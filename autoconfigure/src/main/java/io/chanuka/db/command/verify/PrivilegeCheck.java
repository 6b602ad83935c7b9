package io.chanuka.db.command.verify;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The role of the runtime can use every migrated table and sequence. A table on which it
 * has some privileges and not all was probably meant so.
 */
final class PrivilegeCheck {

	private static final String NAME = "privileges";

	private PrivilegeCheck() {
	}

	static Finding check(String role, List<MigratedRelation> relations) {
		String quoted = quoted(role);
		List<String> grants = Stream
			.concat(relations.stream()
				.filter((relation) -> !relation.schemaUsable())
				.map((relation) -> "grant usage on schema " + relation.schema() + " to " + quoted + ";")
				.distinct(),
					relations.stream().filter((relation) -> !relation.usable()).map((each) -> each.grant(quoted)))
			.toList();
		if (!grants.isEmpty()) {
			return new Finding(
					NAME, FindingState.FAILED, role + " lacks " + grants.size() + " privilege"
							+ ((grants.size() > 1) ? "s" : "") + " of " + relations.size() + " tables and sequences",
					grants);
		}
		String partly = relations.stream()
			.filter((relation) -> !relation.complete())
			.map(MigratedRelation::name)
			.collect(Collectors.joining(", "));
		return partly.isEmpty() ? Finding.ok(NAME, role + " can use " + relations.size() + " tables and sequences")
				: Finding.note(NAME, role + " may not select, insert, update and delete alike in " + partly);
	}

	private static String quoted(String role) {
		return role.matches("[a-z_][a-z0-9_]*") ? role : '"' + role.replace("\"", "\"\"") + '"';
	}

}
