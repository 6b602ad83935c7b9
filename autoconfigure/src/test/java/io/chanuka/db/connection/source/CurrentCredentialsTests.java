package io.chanuka.db.connection.source;

import java.sql.SQLTransientException;
import java.util.Map;

import io.chanuka.db.settings.EndpointSettings;
import io.chanuka.db.testsupport.TestSettings;
import io.chanuka.db.url.Credentials;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link CurrentCredentials}.
 */
class CurrentCredentialsTests {

	private final EndpointSettings endpoint = TestSettings.resolve(Map.of("url", "postgresql://app:old@localhost/shop"))
		.runtime();

	private final CurrentCredentials credentials = new CurrentCredentials(this.endpoint);

	@Test
	void whenThereIsNoPoolThenTheyAreThoseOfTheSettingsUntilOthersAreGiven() throws Exception {
		assertThat(this.credentials.get()).isEqualTo(new Credentials("app", "old"));
		assertThat(this.credentials.replace(new Credentials("app", "old"))).isFalse();
		assertThat(this.credentials.replace(new Credentials("other", "new"))).isTrue();
		assertThat(this.credentials.get()).isEqualTo(new Credentials("other", "new"));
	}

	@Test
	void whenThePoolHasAUserThenItHasThePasswordOfThePoolToo() throws Exception {
		this.credentials.follow(() -> com.zaxxer.hikari.util.Credentials.of("other", null));
		assertThat(this.credentials.get()).isEqualTo(new Credentials("other", null));
		assertThat(this.credentials.replace(new Credentials("third", "x"))).isFalse();
	}

	@Test
	void whenThePoolHasOnlyAPasswordThenItIsTheOneOfTheUserOfTheSettings() throws Exception {
		this.credentials.follow(() -> com.zaxxer.hikari.util.Credentials.of(null, "token"));
		assertThat(this.credentials.get()).isEqualTo(new Credentials("app", "token"));
		this.credentials.follow(() -> com.zaxxer.hikari.util.Credentials.of(null, null));
		assertThat(this.credentials.get()).isEqualTo(new Credentials("app", "old"));
	}

	@Test
	void whenSpringsUrlNamesTheUserThenItBeatsThePoolAsItBeatsThePropertiesOfTheDriver() throws Exception {
		CurrentCredentials plain = new CurrentCredentials(this.endpoint.asPlain());
		plain.follow(() -> com.zaxxer.hikari.util.Credentials.of("other", "new"));
		assertThat(plain.get()).isEqualTo(new Credentials("app", "old"));
	}

	@Test
	void whenTheProviderFailsThenARetryCanHelp() {
		this.credentials.follow(() -> {
			throw new IllegalStateException("the secret store is sealed");
		});
		assertThatExceptionOfType(SQLTransientException.class).isThrownBy(this.credentials::get)
			.withCauseInstanceOf(IllegalStateException.class);
	}

}
