package io.chanuka.db.autoconfigure.environment;

import java.util.Map;

import io.chanuka.db.settings.input.UnknownKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link UnknownKeys} and {@link KnownKeys}.
 */
class UnknownKeysTests {

	@ParameterizedTest
	@CsvSource({ "chanuka.db.pool.max-sise, chanuka.db.pool.max-size",
			"chanuka.db.pool.maximum, chanuka.db.pool.max-size", "chanuka.db.uri, chanuka.db.url",
			"chanuka.db.migration.user, chanuka.db.migration.username",
			"chanuka.db.shutdown.drain, chanuka.db.shutdown.drain-timeout" })
	void keyIsReportedWithItsPlaceAndTheNearest(String key, String nearest) {
		MockEnvironment environment = new MockEnvironment().withProperty(key, "planted");
		assertThat(new UnknownKeys(new RankedSources(environment)).all())
			.containsExactly(new UnknownKey(key, key + " in mockProperties", nearest, false));
	}

	@ParameterizedTest
	@ValueSource(strings = { "chanuka.db.url", "chanuka.db.pool.max-size", "chanuka.db.pool.maxSize",
			"chanuka.db.pool.max_size", "chanuka.db.health.required-extensions",
			"chanuka.db.health.required-extensions[0]", "chanuka.db.env-aliases.enabled", "chanuka.dbx.foo",
			"chanuka.db.pool", "chanuka.db.migration", "chanuka.other" })
	void knownKeysInTheirUsualSpellingsAreFine(String key) {
		assertThat(new UnknownKeys(new RankedSources(new MockEnvironment().withProperty(key, "x"))).all()).isEmpty();
	}

	@Test
	void variableIsReportedAsOne() {
		StandardEnvironment environment = new StandardEnvironment();
		environment.getPropertySources()
			.replace("systemEnvironment", new SystemEnvironmentPropertySource("systemEnvironment", Map
				.of("CHANUKA_DB_BACKUP_DIR", "x", "CHANUKA_DB_POOL_MAX_SIZE", "5", "CHANUKA_DB_POOL_MINIDLE", "1")));
		assertThat(new UnknownKeys(new RankedSources(environment)).all()).singleElement().satisfies((key) -> {
			assertThat(key.name()).isEqualTo("chanuka.db.backup.dir");
			assertThat(key.place()).isEqualTo("variable CHANUKA_DB_BACKUP_DIR");
			assertThat(key.isVariable()).isTrue();
		});
	}

}
