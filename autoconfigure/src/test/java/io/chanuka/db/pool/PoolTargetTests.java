package io.chanuka.db.pool;

import com.zaxxer.hikari.HikariConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which configurations of a pool lead to the same database, and how they are shown.
 */
class PoolTargetTests {

	@ParameterizedTest
	@ValueSource(strings = { "jdbc:postgresql://h/db?user=me&password=planted",
			"jdbc:postgresql://h/db?user=me@corp&password=pla@planted", "jdbc:postgresql://me:planted@h/db",
			"jdbc:postgresql://me:a/planted@h/db", "jdbc:postgresql://me:a?planted@h/db",
			"jdbc:sqlserver://h;databaseName=db;user=me;password=planted", "jdbc:h2:mem:db;USER=me;PASSWORD=planted",
			"jdbc:oracle:thin:me/planted@//h:1521/db", "jdbc:mysql://me:a/planted@h/db",
			"jdbc:mysql://me:a?planted@h/db?x=planted" })
	void aPasswordInAUrlIsNotShown(String url) {
		assertThat(target(url).toString()).startsWith("jdbc:").doesNotContain("planted");
	}

	@ParameterizedTest
	@CsvSource({ "'jdbc:postgresql://h:1,i:2/shop?user=me@corp', 'jdbc:postgresql://h:1,i:2/shop'",
			"jdbc:mysql://h/shop?password=p@w, jdbc:mysql://h/shop",
			"jdbc:oracle:thin:me/pw@//h:1521/shop, jdbc:oracle:******",
			"jdbc:mysql://h/shop?useSSL=true, jdbc:mysql://h/shop",
			"jdbc:h2:mem:shop;MODE=PostgreSQL, jdbc:h2:mem:shop",
			"jdbc:tc:postgresql:18:///shop, jdbc:tc:postgresql:18:///shop" })
	void hostAndDatabaseAreShown(String url, String shown) {
		assertThat(target(url)).hasToString(shown);
	}

	@Test
	void whatHikariNormalizesWhenItStartsIsTheSameTarget() {
		HikariConfig config = new HikariConfig();
		config.setJdbcUrl("jdbc:postgresql://h/db ");
		config.setDataSourceJNDI(" ");
		PoolTarget before = PoolTarget.of(config);
		config.validate();
		assertThat(config.getJdbcUrl()).isEqualTo("jdbc:postgresql://h/db");
		assertThat(PoolTarget.of(config)).isEqualTo(before);
	}

	private static PoolTarget target(String url) {
		HikariConfig config = new HikariConfig();
		config.setJdbcUrl(url);
		return PoolTarget.of(config);
	}

}
