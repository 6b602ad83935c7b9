package io.chanuka.db.settings.selection;

import io.chanuka.db.settings.InputValue;
import io.chanuka.db.settings.Origin;
import io.chanuka.db.settings.VariableReference;
import io.chanuka.db.url.Credentials;
import io.chanuka.db.url.PostgresUrl;
import org.jspecify.annotations.Nullable;

/**
 * Selects user and password for a URL. Those of a weaker property source never go to a
 * URL that brings its own.
 */
final class CredentialsSelector {

	private final UrlCandidates candidates;

	private final IgnoredValues ignored;

	CredentialsSelector(UrlCandidates candidates, IgnoredValues ignored) {
		this.candidates = candidates;
		this.ignored = ignored;
	}

	/**
	 * Those of the runtime for a URL of ours.
	 */
	Credentials of(PostgresUrl url, int rank) {
		return own("chanuka.db.", url.credentials(), rank).orElse(url.credentials()).orElse(springPairFor(url));
	}

	/**
	 * Those of the variables {@code POSTGRES_*} for {@code POSTGRES_URL}, where its
	 * source is theirs and it has no other user. Beside another URL without a user they
	 * are not read.
	 */
	Credentials ofVariables(Credentials known, InputValue url) {
		InputValue user = this.candidates.first("POSTGRES_USER");
		InputValue password = this.candidates.first("POSTGRES_PASSWORD");
		if (user == null || (known.username() != null && !known.username().equals(user.text()))) {
			return Credentials.NONE;
		}
		VariableReference reference = url.reference();
		String name = (reference != null && reference.isSet()) ? reference.variable() : url.name();
		if (name.equals(UrlNames.POSTGRES_URL_VARIABLE) && user.rank() == url.sourceRank()) {
			return new Credentials(user.text(),
					(password != null && password.rank() == user.rank()) ? password.text() : null);
		}
		if (known.username() == null) {
			this.ignored.add(user, "it counts beside POSTGRES_URL or POSTGRES_HOST of the same property source; "
					+ "write the user into the URL or set chanuka.db.username");
		}
		return Credentials.NONE;
	}

	/**
	 * Those of the migrations for a URL of ours.
	 */
	Credentials ofMigration(PostgresUrl url, int rank) {
		return own("chanuka.db.migration.", url.credentials(), rank).orElse(url.credentials());
	}

	/**
	 * Those of migrations that have no URL of their own.
	 */
	Credentials ofMigration() {
		InputValue user = this.candidates.strongest("chanuka.db.migration.username", "spring.flyway.user",
				"spring.liquibase.user");
		InputValue own = this.candidates.first("chanuka.db.migration.password");
		InputValue tools = this.candidates.first("spring.flyway.password", "spring.liquibase.password");
		boolean isOwnUser = user != null && user.equals(this.candidates.first("chanuka.db.migration.username"));
		Credentials ownPair = new Credentials(isOwnUser ? text(user) : null, text(own));
		Credentials toolsPair = new Credentials(
				text(this.candidates.first("spring.flyway.user", "spring.liquibase.user")), text(tools));
		return isOwnUser ? ownPair.orElse(toolsPair) : toolsPair.orElse(ownPair);
	}

	/**
	 * Those for Spring's URL: what stands in the URL counts for the driver, each for
	 * itself, then HikariCP's properties, then the DataSource's. Ours beat all of them
	 * from the same or a stronger property source.
	 */
	Credentials ofSpring(PostgresUrl url, int rank) {
		InputValue user = stronger(this.candidates.first("chanuka.db.username"), url.credentials().username(), rank,
				springUser());
		InputValue password = stronger(this.candidates.first("chanuka.db.password"), url.credentials().password(), rank,
				springPassword());
		return new Credentials((user != null) ? user.text() : null, (password != null) ? password.text() : null);
	}

	private static @Nullable InputValue stronger(@Nullable InputValue own, @Nullable String inUrl, int rank,
			@Nullable InputValue ofSpring) {
		InputValue plain = (inUrl != null)
				? new InputValue("spring.datasource.url", inUrl, new Origin(Origin.Kind.URL, "the URL"), rank, null)
				: ofSpring;
		return (own != null && (plain == null || own.rank() <= plain.rank())) ? own : plain;
	}

	/**
	 * Spring's user and password belong to Spring's URL and to any that leads to the same
	 * database.
	 */
	Credentials springPairFor(PostgresUrl url) {
		PostgresUrl springUrl = CandidateUrl.readSpring(this.candidates.springUrl());
		return (springUrl != null && DatabaseIdentity.isSameTarget(springUrl, url))
				? springUrl.credentials().orElse(new Credentials(text(springUser()), text(springPassword())))
				: Credentials.NONE;
	}

	/**
	 * HikariCP connects as the user of the pool, if it has one, whatever the properties
	 * of the driver are.
	 */
	private @Nullable InputValue springUser() {
		InputValue pool = poolUser();
		return (pool != null) ? pool : this.candidates.first(UrlNames.DRIVER_USER);
	}

	private @Nullable InputValue poolUser() {
		return this.candidates.first("spring.datasource.hikari.username", "spring.datasource.username");
	}

	/**
	 * The password of a pool without a user is only HikariCP's default for the property
	 * of the driver ({@code DriverDataSource}).
	 */
	private @Nullable InputValue springPassword() {
		InputValue pool = this.candidates.first("spring.datasource.hikari.password", "spring.datasource.password");
		InputValue driver = this.candidates.first(UrlNames.DRIVER_PASSWORD);
		boolean isPools = pool != null && (driver == null || poolUser() != null);
		return isPools ? pool : driver;
	}

	private Credentials own(String prefix, Credentials inUrl, int rank) {
		InputValue user = this.candidates.first(prefix + "username");
		InputValue password = this.candidates.first(prefix + "password");
		String username = inUrl.username();
		if (username == null) {
			return new Credentials(text(user), text(password));
		}
		boolean isOther = user != null && user.rank() > rank;
		boolean isOthers = isOther && !username.equals(text(user));
		if (isOther && user != null) {
			ignore(user);
		}
		if (password != null && password.rank() > rank && (inUrl.password() != null || isOthers)) {
			ignore(password);
			password = null;
		}
		return new Credentials(isOther ? null : text(user), text(password));
	}

	private void ignore(InputValue value) {
		this.ignored.add(value, "the URL of a stronger property source brings its own user");
	}

	private static @Nullable String text(@Nullable InputValue value) {
		return (value != null) ? value.text() : null;
	}

}
