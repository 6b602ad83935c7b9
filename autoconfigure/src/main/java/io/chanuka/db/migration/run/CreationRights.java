package io.chanuka.db.migration.run;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.flywaydb.core.api.configuration.Configuration;

/**
 * Queries whether Flyway could create what it lacks: its table, and schemas.
 */
final class CreationRights {

	private static final Log logger = LogFactory.getLog(CreationRights.class);

	private static final int TIMEOUT_SECONDS = 5;

	/**
	 * Flyway creates its table in the first schema, and those of the others that do not
	 * exist.
	 */
	private static final String REFUSED = """
			select current_setting('transaction_read_only')::boolean or coalesce(bool_or(not case
				when pg_catalog.to_regnamespace(pg_catalog.quote_ident(s.name)) is null
					then ? and pg_catalog.has_database_privilege(pg_catalog.current_database(), 'CREATE')
				else s.number > 1 or pg_catalog.has_schema_privilege(s.name, 'CREATE') end), false)
			from pg_catalog.unnest(?::text[] || case when ? then array[current_schema()::text] end)
				with ordinality s(name, number)""";

	private final Configuration configuration;

	CreationRights(Configuration configuration) {
		this.configuration = configuration;
	}

	/**
	 * Whether every attempt would fail, because the server is read-only or the user has
	 * no privilege.
	 * @return {@code true} if so, {@code false} also if that cannot be found out
	 */
	boolean areMissing() {
		Set<String> schemas = new LinkedHashSet<>();
		if (this.configuration.getDefaultSchema() != null) {
			schemas.add(this.configuration.getDefaultSchema());
		}
		schemas.addAll(List.of(this.configuration.getSchemas()));
		try (Connection connection = this.configuration.getDataSource().getConnection();
				PreparedStatement statement = connection.prepareStatement(REFUSED)) {
			Array names = connection.createArrayOf("text", schemas.toArray());
			statement.setQueryTimeout(TIMEOUT_SECONDS);
			statement.setBoolean(1, this.configuration.isCreateSchemas());
			statement.setArray(2, names);
			statement.setBoolean(3, schemas.isEmpty());
			try (ResultSet row = statement.executeQuery()) {
				return row.next() && row.getBoolean(1);
			}
		}
		catch (SQLException ex) {
			logger.debug("The privileges of the migration user could not be queried", ex);
			return false;
		}
	}

}
