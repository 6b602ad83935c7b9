package io.chanuka.db.safetoadd;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.chanuka.db.testsupport.PostgresServer;
import io.chanuka.db.testsupport.TestDatabase;

/**
 * Databases of a real PostgreSQL that stand for the ones that applications connect to,
 * empty at the beginning of each row.
 */
final class Scratch {

	private static final String TABLES = "select schemaname || '.' || tablename from pg_tables "
			+ "where schemaname not in ('pg_catalog', 'information_schema') order by 1";

	private final List<TestDatabase> databases = new ArrayList<>();

	private final Map<String, TestDatabase> used = new LinkedHashMap<>();

	/**
	 * The database that stands for another one in this row.
	 */
	synchronized TestDatabase of(String server) {
		return this.used.computeIfAbsent(server, (key) -> {
			if (this.databases.size() == this.used.size()) {
				this.databases.add(PostgresServer.newDatabase());
			}
			return this.databases.get(this.used.size());
		});
	}

	/**
	 * Ends the row.
	 * @return the tables that it has left, by server
	 */
	synchronized Map<String, String> clear() {
		Map<String, String> tables = new TreeMap<>();
		this.used.forEach((server, database) -> {
			List<String> found = database.query(TABLES);
			if (!found.isEmpty()) {
				tables.put(server, found.toString());
				clear(database, found);
			}
		});
		this.used.clear();
		return tables;
	}

	private static void clear(TestDatabase database, List<String> tables) {
		tables.stream()
			.map((table) -> table.substring(0, table.indexOf('.')))
			.distinct()
			.forEach((schema) -> PostgresServer.execute(database.name(), "drop schema " + schema + " cascade"));
		PostgresServer.execute(database.name(), "create schema if not exists public");
	}

}
