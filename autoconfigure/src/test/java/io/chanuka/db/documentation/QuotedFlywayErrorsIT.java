package io.chanuka.db.documentation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import io.chanuka.db.testsupport.PostgresServer;
import io.chanuka.db.testsupport.TestDatabase;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Holds what the documentation states of errors of Flyway against Flyway.
 */
class QuotedFlywayErrorsIT {

	private final TestDatabase database = PostgresServer.newDatabase();

	@TempDir
	private Path migrations;

	@Test
	void whenTablesAreOlderThanTheHistoryThenTheBaselineLeavesTheirMigrationsOut() throws IOException {
		PostgresServer.execute(this.database.name(), "create table a (id int)");
		write("V1__a.sql", "create table a (id int);");
		write("V2__b.sql", "create table b (id int);");
		assertThatThrownBy(() -> flyway().load().migrate())
			.hasMessageContaining("Found non-empty schema(s) \"public\" but no schema history table");
		flyway().baselineOnMigrate(true).baselineVersion("1").load().migrate();
		assertThat(this.database.query("select version || ' ' || type from flyway_schema_history order by 1"))
			.containsExactly("1 BASELINE", "2 SQL");
		write("V3__c.sql", "create table c (id int);");
		assertThat(flyway().load().migrate().migrationsExecuted).isEqualTo(1);
	}

	@Test
	void whenOnlyLineEndingsChangeThenTheChecksumDoesNot() throws IOException {
		write("V1__a.sql", "create table a (id int);\n\ncreate table b (id int);\n");
		flyway().load().migrate();
		write("V1__a.sql", "create table a (id int);\r\n\r\ncreate table b (id int);");
		flyway().load().validate();
		write("V1__a.sql", "create table a (id int); \n\ncreate table b (id int);\n");
		assertThatThrownBy(() -> flyway().load().validate()).hasMessageContainingAll(
				"Migrations have failed validation", "Migration checksum mismatch for migration version 1");
	}

	@Test
	void whenAMigrationIsNotAppliedThenOnlyOneOutOfOrderNamesTheSetting() throws IOException {
		write("V2__b.sql", "create table b (id int);");
		flyway().load().migrate();
		write("V1__a.sql", "create table a (id int);");
		assertThatThrownBy(() -> flyway().load().migrate())
			.hasMessageContainingAll("Detected resolved migration not applied to database: 1", "-outOfOrder=true");
		Files.delete(this.migrations.resolve("V1__a.sql"));
		write("V3__c.sql", "create table c (id int);");
		assertThatThrownBy(() -> flyway().load().validate())
			.hasMessageContaining("Detected resolved migration not applied to database: 3")
			.hasMessageNotContaining("outOfOrder");
	}

	private FluentConfiguration flyway() {
		return Flyway.configure()
			.dataSource("jdbc:" + this.database.bareUrl(), this.database.migrator(), this.database.migratorPassword())
			.locations("filesystem:" + this.migrations);
	}

	private void write(String file, String sql) throws IOException {
		Files.writeString(this.migrations.resolve(file), sql);
	}

}
