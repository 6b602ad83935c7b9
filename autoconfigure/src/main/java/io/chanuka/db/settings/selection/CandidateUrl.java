package io.chanuka.db.settings.selection;

import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.chanuka.db.settings.InputValue;
import io.chanuka.db.settings.VariableReference;
import io.chanuka.db.settings.report.SettingsViolation;
import io.chanuka.db.url.InvalidPostgresUrlException;
import io.chanuka.db.url.PostgresUrl;
import io.chanuka.db.url.PostgresUrlParser;
import io.chanuka.db.url.Redactor;
import io.chanuka.db.url.UnreplacedVariable;
import org.jspecify.annotations.Nullable;

/**
 * A value that may be a URL, and the URL, if it can be read.
 *
 * @param value the value
 * @param url the URL, or {@code null}
 * @param problem why it cannot be read, or {@code null}
 */
record CandidateUrl(InputValue value, @Nullable PostgresUrl url, @Nullable InvalidPostgresUrlException problem) {

	private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([\\w.-]+)}");

	private static final Pattern OTHER_VENDOR = Pattern
		.compile("\\s*(?i:jdbc:)?(?!(?i:postgres(ql)?):)[A-Za-z][\\w+.-]*:");

	static CandidateUrl of(InputValue value) {
		return of(value, PostgresUrlParser::parse);
	}

	/**
	 * Reads a value that Spring Boot would hand to the driver.
	 */
	static CandidateUrl ofSpring(InputValue value) {
		return of(value, PostgresUrlParser::parseAsDriver);
	}

	private static CandidateUrl of(InputValue value, Function<String, PostgresUrl> reader) {
		try {
			return new CandidateUrl(value, reader.apply(value.text()), null);
		}
		catch (InvalidPostgresUrlException ex) {
			return new CandidateUrl(value, null, UnreplacedVariable.explain(value.text(), ex));
		}
	}

	/**
	 * The URL of a candidate that may be missing.
	 */
	static @Nullable PostgresUrl read(@Nullable InputValue value) {
		return (value != null) ? of(value).url() : null;
	}

	static @Nullable PostgresUrl readSpring(@Nullable InputValue value) {
		return (value != null) ? ofSpring(value).url() : null;
	}

	/**
	 * Whether the value cannot be read because of a placeholder, and no other vendor is
	 * named.
	 */
	boolean isUnresolved() {
		return this.url == null && PLACEHOLDER.matcher(this.value.text()).find()
				&& !OTHER_VENDOR.matcher(this.value.text()).lookingAt();
	}

	/**
	 * Whether the value is no URL that an endpoint of ours can have.
	 */
	boolean isLeftToSpringBoot() {
		return this.url == null && !isUnresolved();
	}

	/**
	 * The value for a message: where it leads, as far as that can be shown.
	 */
	String shown() {
		if (this.url == null) {
			return Redactor.redactUnreadable(this.value.text());
		}
		return this.url.hosts().get(0) + ((this.url.hosts().size() > 1) ? ",..." : "")
				+ ((this.url.database() != null) ? "/" + this.url.database() : "");
	}

	/**
	 * The violation of a value that is used and cannot be read.
	 */
	SettingsViolation violation(String property) {
		VariableReference reference = this.value.reference();
		if (reference != null && !reference.isSet()) {
			return SettingsViolation.of(property, this.value, this.value.text(),
					"the variable " + reference.variable() + " is not set", "Set " + reference.variable()
							+ ", or write ${" + reference.variable() + ":} if the application may do without.");
		}
		Matcher placeholder = PLACEHOLDER.matcher(this.value.text());
		// Before the at sign it may be a piece of the password.
		if (!this.value.isForeign() && placeholder.find() && placeholder.start() > this.value.text().lastIndexOf('@')) {
			return SettingsViolation.of(property, this.value, Redactor.redactUnreadable(this.value.text()),
					"its placeholder " + placeholder.group() + " cannot be resolved",
					"Set " + placeholder.group(1) + ", or give the placeholder a default.");
		}
		InvalidPostgresUrlException ex = (this.problem != null) ? this.problem
				: new InvalidPostgresUrlException("it cannot be read", "Correct it.");
		return SettingsViolation.of(property, this.value, Redactor.redactUnreadable(this.value.text()), ex.getReason(),
				ex.getAction());
	}

}
