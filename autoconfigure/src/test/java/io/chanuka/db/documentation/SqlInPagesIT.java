package io.chanuka.db.documentation;

import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;

import io.chanuka.db.testsupport.PostgresServer;
import io.chanuka.db.testsupport.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs the SQL of each page in a database of its own. That of docs/roles.md needs several
 * users: {@code RolesIT}.
 */
class SqlInPagesIT {

	static Stream<Page> pages() {
		return Page.all()
			.stream()
			.filter((page) -> !page.name().equals("docs/roles.md"))
			.filter((page) -> !page.blocks("sql").isEmpty());
	}

	@Test
	void somePagesHaveSql() {
		assertThat(pages()).extracting(Page::name).contains("README.md", "docs/sizing.md");
	}

	@ParameterizedTest
	@MethodSource("pages")
	void everyBlockRuns(Page page) throws Exception {
		TestDatabase database = PostgresServer.newDatabase();
		List<String> blocks = page.blocks("sql");
		try (Connection connection = PostgresServer.superuser(database.name());
				Statement statement = connection.createStatement()) {
			for (String block : blocks) {
				statement.execute(block);
			}
		}
		assertThat(blocks).doesNotContain("");
	}

}
