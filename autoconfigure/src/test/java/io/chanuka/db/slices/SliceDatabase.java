package io.chanuka.db.slices;

import java.util.List;

import io.chanuka.db.testsupport.PostgresServer;
import io.chanuka.db.testsupport.TestDatabase;

/**
 * The configured database of the slice tests. Where a test is to run elsewhere, nothing
 * may ever connect to it.
 */
final class SliceDatabase {

	/**
	 * One database for each test class that asks.
	 */
	static TestDatabase newOne() {
		return PostgresServer.newDatabase();
	}

	static List<String> tables(TestDatabase database) {
		return database.query("select tablename::text from pg_tables where schemaname = 'public' order by 1");
	}

	private SliceDatabase() {
	}

}
