package io.chanuka.db.settings.selection;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import io.chanuka.db.settings.InputValue;
import io.chanuka.db.settings.report.SettingsViolation;
import io.chanuka.db.settings.selection.UrlSelection.Rule;
import io.chanuka.db.url.Credentials;
import io.chanuka.db.url.InvalidPostgresUrlException;
import io.chanuka.db.url.PostgresUrl;
import org.jspecify.annotations.Nullable;

/**
 * Selects where the application works. The rules are tried in their order; the first that
 * matches decides.
 */
final class RuntimeUrlSelector {

	private static final String DRIVER = "org.postgresql.Driver";

	private final UrlCandidates candidates;

	private final VariableUrls variables;

	private final CredentialsSelector credentials;

	private final IgnoredValues ignored;

	private final List<SettingsViolation> violations = new ArrayList<>();

	RuntimeUrlSelector(UrlCandidates candidates, IgnoredValues ignored) {
		this.candidates = candidates;
		this.variables = new VariableUrls(candidates, ignored);
		this.credentials = new CredentialsSelector(candidates, ignored);
		this.ignored = ignored;
	}

	RuntimeSelection select() {
		if (this.candidates.hasConnectionDetails()) {
			this.variables.ignoreAll(null, "connection details name the database");
			return outcome(Rule.CONNECTION_DETAILS, "connection details are present", null);
		}
		InputValue spring = this.candidates.springUrl();
		InputValue own = own(spring);
		if (spring != null && (own == null || own.rank() > spring.rank())) {
			return spring(spring);
		}
		return (own != null) ? property(own, spring) : variable();
	}

	private RuntimeSelection outcome(Rule rule, String reason, @Nullable SelectedUrl selected) {
		return new RuntimeSelection(rule, reason, selected, this.violations);
	}

	/**
	 * The stronger of our two properties. In a test one that is only a variable counts as
	 * that variable.
	 */
	private @Nullable InputValue own(@Nullable InputValue spring) {
		InputValue url = literal(UrlNames.URL);
		if (url != null && spring != null && isUnusableReference(url)) {
			this.ignored.add(url.origin() + " = " + CandidateUrl.of(url).shown(),
					"the variable in it is not one of PostgreSQL");
			url = null;
		}
		InputValue host = literal(UrlNames.HOST);
		if (url == null || host == null) {
			return (url != null) ? url : host;
		}
		return (host.rank() < url.rank()) ? host : url;
	}

	/**
	 * A variable that another program uses is not an error where another URL is set.
	 */
	private static boolean isUnusableReference(InputValue url) {
		return url.reference() != null && url.reference().isSet() && CandidateUrl.of(url).url() == null;
	}

	private @Nullable InputValue literal(String name) {
		InputValue value = this.candidates.first(name);
		return (value != null && this.candidates.isTest() && value.reference() != null) ? null : value;
	}

	private RuntimeSelection spring(InputValue value) {
		InputValue driver = otherDriver();
		if (driver != null) {
			return outcome(Rule.OTHER_DATABASE, driver.origin() + " selects another driver", null);
		}
		CandidateUrl read = CandidateUrl.ofSpring(value);
		if (read.url() == null && read.isUnresolved()) {
			this.violations.add(read.violation(UrlNames.URL));
			return outcome(Rule.SPRING_URL, value.origin() + " has a placeholder", null);
		}
		if (read.url() == null) {
			// Spring Boot hands the URL to the driver as it is.
			return outcome(Rule.OTHER_DATABASE, value.origin() + " is not one of PostgreSQL that can be read", null);
		}
		this.variables.ignoreAll(read.url(), value.origin() + " names the database");
		return outcome(Rule.SPRING_URL, "found " + value.origin(), new SelectedUrl(read.url(),
				this.credentials.ofSpring(read.url(), value.rank()), value, value.rank(), true));
	}

	private @Nullable InputValue otherDriver() {
		InputValue driver = this.candidates.first(UrlNames.DRIVERS.toArray(String[]::new));
		return (driver != null && !driver.text().strip().equals(DRIVER)) ? driver : null;
	}

	private RuntimeSelection property(InputValue own, @Nullable InputValue spring) {
		InputValue stronger = this.candidates.isTest() ? null : this.variables.strongerThan(own.rank());
		if (stronger != null) {
			return url(Rule.VARIABLE, stronger);
		}
		if (!own.equals(this.candidates.first(UrlNames.HOST))) {
			return url(Rule.PROPERTY, own);
		}
		PostgresUrl springUrl = CandidateUrl.readSpring(spring);
		SelectedUrl parts = parts(own);
		if (parts != null && springUrl != null && DatabaseIdentity.isSameTarget(springUrl, parts.url())) {
			// The same database under another URL: what else Spring's URL sets holds.
			return outcome(Rule.PROPERTY, "found " + own.origin(),
					new SelectedUrl(springUrl, parts.credentials(), own, own.rank(), true));
		}
		if (spring != null && springUrl != null && parts != null
				&& !DatabaseIdentity.isSameTarget(springUrl, parts.url())) {
			this.ignored.add(spring, own.origin() + " names the host");
		}
		return outcome(Rule.PROPERTY, "found " + own.origin(), parts);
	}

	private RuntimeSelection variable() {
		InputValue driver = otherDriver();
		if (driver != null) {
			return outcome(Rule.OTHER_DATABASE, driver.origin() + " selects another driver", null);
		}
		boolean usesEmbedded = this.candidates.isEmbeddedAvailable() && !this.candidates.isEnabledExplicitly();
		if (usesEmbedded && this.candidates.isTest()) {
			this.variables.ignoreAll(null, "the test uses an embedded database");
			return outcome(Rule.EMBEDDED_DATABASE, "the test uses an embedded database", null);
		}
		InputValue url = this.variables.first();
		if (url != null) {
			return url(Rule.VARIABLE, url);
		}
		InputValue host = this.variables.host();
		SelectedUrl parts = (host != null) ? parts(host) : null;
		if (parts != null) {
			return outcome(Rule.VARIABLE, "found " + parts.origin(), parts);
		}
		if (usesEmbedded) {
			this.variables.ignoreAll(null, "an embedded database is used");
			return outcome(Rule.EMBEDDED_DATABASE, "no URL is set and an embedded database is available", null);
		}
		this.violations.add(missing());
		return outcome(Rule.NONE, "no URL is set and no embedded database is used", null);
	}

	private RuntimeSelection url(Rule rule, InputValue value) {
		CandidateUrl read = CandidateUrl.of(value);
		PostgresUrl url = read.url();
		if (url == null) {
			this.violations.add(read.violation(UrlNames.URL));
			return outcome(rule, "found " + value.origin(), null);
		}
		this.variables.ignoreAll(url, value.origin() + " names the database");
		int rank = this.candidates.isTest() ? value.sourceRank() : value.rank();
		Credentials known = this.credentials.of(url, rank);
		return outcome(rule, "found " + value.origin(),
				new SelectedUrl(url, known.orElse(this.credentials.ofVariables(known, value)), value, rank, false));
	}

	private @Nullable SelectedUrl parts(InputValue host) {
		UrlParts parts = new UrlParts(this.candidates, host, this.ignored);
		try {
			PostgresUrl url = parts.url();
			this.variables.ignoreAll(url, host.origin() + " names the host");
			return new SelectedUrl(url, parts.credentials().orElse(this.credentials.springPairFor(url)), host,
					this.candidates.isTest() ? host.sourceRank() : host.rank(), false);
		}
		catch (InvalidPostgresUrlException ex) {
			if (host.isForeign()) {
				this.ignored.add(host, ex.getReason());
			}
			else {
				this.violations
					.add(SettingsViolation.of(UrlNames.HOST, host, host.shown(), ex.getReason(), ex.getAction()));
			}
			return null;
		}
	}

	private SettingsViolation missing() {
		CandidateUrl unusable = this.variables.unusable();
		if (unusable != null) {
			return unusable.violation(UrlNames.URL);
		}
		List<String> seen = Stream.concat(UrlNames.NOT_READ.stream(), UrlNames.DIRECT_SIBLINGS.stream())
			.map(this.candidates::first)
			.filter(Objects::nonNull)
			.map(InputValue::name)
			.toList();
		return new SettingsViolation(UrlNames.URL, UrlNames.URL, "", "no database URL is set"
				+ (seen.isEmpty() ? "" : "; these variables are set and are not read: " + String.join(", ", seen)),
				"Set the variable DATABASE_URL or the property chanuka.db.url, for example to "
						+ "postgresql://user:password@host:5432/database"
						+ (seen.isEmpty() ? "." : ", or to a placeholder such as ${" + seen.get(0) + "}."));
	}

	/**
	 * The outcome.
	 *
	 * @param rule the rule that matched
	 * @param reason the rule in words
	 * @param selected the URL, or {@code null}
	 * @param violations why there is none
	 */
	record RuntimeSelection(Rule rule, String reason, @Nullable SelectedUrl selected,
			List<SettingsViolation> violations) {

	}

}
