package io.chanuka.db.command.verify;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import io.chanuka.db.migration.state.SchemaMigrations;

/**
 * Reads the relations of the migrated schemas: those that the tool names, else the
 * current one, and those that the migrations' role owns. Partitions, what belongs to an
 * extension, the tool's own tables, and sequences of identity columns and of tables that
 * the role does not insert into need no privilege.
 */
final class MigratedRelations {

	private static final String RELATIONS = """
			with role (name) as (select ?::name), named (schemas) as (select ?::text[])
			select quote_ident(n.nspname), format('%I.%I', n.nspname, c.relname), c.relkind,
				pg_has_role(role.name, c.relowner, 'usage'), has_schema_privilege(role.name, n.oid, 'usage'),
				case when c.relkind = 'S' then has_sequence_privilege(role.name, c.oid, 'usage')
					else has_any_column_privilege(role.name, c.oid, 'select, insert, update')
						or has_table_privilege(role.name, c.oid, 'delete') end,
				case when c.relkind = 'S' then has_sequence_privilege(role.name, c.oid, 'usage')
					when c.relkind in ('v', 'm') then has_any_column_privilege(role.name, c.oid, 'select')
					else has_table_privilege(role.name, c.oid, 'select') and has_table_privilege(role.name, c.oid, 'insert')
						and has_table_privilege(role.name, c.oid, 'update')
						and has_table_privilege(role.name, c.oid, 'delete') end
			from role, named, pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
			where c.relkind in ('r', 'p', 'f', 'v', 'm', 'S') and not c.relispartition
				and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
				and (n.nspname = any (named.schemas) or (named.schemas = '{}' and n.nspname = current_schema())
					or n.nspowner = (select oid from pg_catalog.pg_roles where rolname = current_user))
				and c.relname <> all (?)
				and not exists (select from pg_catalog.pg_depend d where d.classid = 'pg_class'::regclass
					and d.objid = c.oid and (d.deptype = 'e' or (c.relkind = 'S' and (d.deptype = 'i'
						or (d.deptype = 'a' and d.refclassid = 'pg_class'::regclass
							and not has_any_column_privilege(role.name, d.refobjid, 'insert'))))))
			order by c.relkind = 'S', 2""";

	private MigratedRelations() {
	}

	static List<MigratedRelation> read(Connection connection, String role, List<SchemaMigrations> migrations)
			throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement(RELATIONS)) {
			statement.setString(1, role);
			statement.setArray(2, connection.createArrayOf("text",
					migrations.stream().flatMap((each) -> each.schemas().stream()).toArray()));
			statement.setArray(3, connection.createArrayOf("text",
					migrations.stream().flatMap((each) -> each.ownTables().stream()).toArray()));
			try (ResultSet rows = statement.executeQuery()) {
				List<MigratedRelation> relations = new ArrayList<>();
				while (rows.next()) {
					relations.add(new MigratedRelation(rows.getString(1), rows.getString(2), kind(rows.getString(3)),
							rows.getBoolean(4), rows.getBoolean(5), rows.getBoolean(6), rows.getBoolean(7)));
				}
				return relations;
			}
		}
	}

	private static MigratedRelation.Kind kind(String relkind) {
		return switch (relkind) {
			case "S" -> MigratedRelation.Kind.SEQUENCE;
			case "v", "m" -> MigratedRelation.Kind.VIEW;
			default -> MigratedRelation.Kind.TABLE;
		};
	}

}
