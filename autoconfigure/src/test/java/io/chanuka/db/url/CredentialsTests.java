package io.chanuka.db.url;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Credentials}.
 */
class CredentialsTests {

	private final Credentials others = new Credentials("app", "secret");

	@Test
	void whenNothingIsKnownThenTakesBothFromTheOthers() {
		assertThat(Credentials.NONE.orElse(this.others)).isEqualTo(this.others);
	}

	@Test
	void whenOnlyThePasswordIsKnownThenTakesTheUser() {
		assertThat(new Credentials(null, "own").orElse(this.others)).isEqualTo(new Credentials("app", "own"));
	}

	@Test
	void whenUserIsTheSameThenTakesThePassword() {
		assertThat(new Credentials("app", null).orElse(this.others)).isEqualTo(this.others);
	}

	@Test
	void whenUserDiffersThenAPasswordNeverTravels() {
		assertThat(new Credentials("migrator", null).orElse(this.others)).isEqualTo(new Credentials("migrator", null));
	}

	@Test
	void textFormHidesThePassword() {
		assertThat(this.others).hasToString("app:******");
	}

}
