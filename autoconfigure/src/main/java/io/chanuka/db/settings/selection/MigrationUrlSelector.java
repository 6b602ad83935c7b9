package io.chanuka.db.settings.selection;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import io.chanuka.db.provider.EndpointKind;
import io.chanuka.db.provider.ProviderDetector;
import io.chanuka.db.settings.InputValue;
import io.chanuka.db.settings.report.SettingsViolation;
import io.chanuka.db.settings.selection.UrlSelection.Rule;
import io.chanuka.db.url.Credentials;
import io.chanuka.db.url.PostgresUrl;
import org.jspecify.annotations.Nullable;

/**
 * Selects where the schema is changed, if that is not where the application works. A test
 * never migrates another database than its own, and a URL of a weaker property source
 * counts for the runtime's database only.
 */
final class MigrationUrlSelector {

	private final UrlCandidates candidates;

	private final CredentialsSelector credentials;

	private final IgnoredValues ignored;

	private final List<SettingsViolation> violations;

	MigrationUrlSelector(UrlCandidates candidates, IgnoredValues ignored, List<SettingsViolation> violations) {
		this.candidates = candidates;
		this.credentials = new CredentialsSelector(candidates, ignored);
		this.ignored = ignored;
		this.violations = violations;
	}

	/**
	 * Selects.
	 * @param rule the rule that selected the runtime's URL
	 * @param runtime the runtime's URL, or {@code null} if connection details name it
	 * @param isDirect whether the runtime's URL is the direct one, and the application
	 * works through a pooler beside it
	 * @return the URL, or {@code null} if migrations follow the runtime
	 */
	@Nullable SelectedUrl select(Rule rule, @Nullable SelectedUrl runtime, boolean isDirect) {
		InputValue tool = tool();
		InputValue own = this.candidates.first(UrlNames.MIGRATION_URL);
		InputValue variable = this.candidates.first(UrlNames.MIGRATION_URL_VARIABLE);
		if (runtime == null) {
			if (rule == Rule.CONNECTION_DETAILS) {
				ignore(own, "connection details name the database");
				ignore(variable, "connection details name the database");
				return selected(tool, true);
			}
			return null;
		}
		if (tool != null && (own == null || own.rank() > tool.rank())) {
			ignoreOther(variable, tool);
			return selected(tool, true);
		}
		boolean variableFirst = variable != null && (own == null || variable.rank() < own.rank());
		SelectedUrl counting = Stream
			.of(Optional.ofNullable(variableFirst ? variable : own), Optional.ofNullable(variableFirst ? own : null))
			.flatMap(Optional::stream)
			.map((value) -> counting(rule, runtime, value))
			.filter(Objects::nonNull)
			.findFirst()
			.orElse(null);
		if (counting != null) {
			return counting;
		}
		return isDirect ? runtime : selected(sibling(rule, runtime), false);
	}

	/**
	 * The URL in the name of the tool that migrates.
	 */
	private @Nullable InputValue tool() {
		return this.candidates.first(toolName() + ".url");
	}

	private String toolName() {
		return UrlNames.TOOLS.stream()
			.filter((tool) -> this.candidates.first(tool + ".url") != null)
			.findFirst()
			.orElse(UrlNames.TOOLS.get(0));
	}

	private void ignoreOther(@Nullable InputValue variable, InputValue tool) {
		PostgresUrl left = CandidateUrl.read(variable);
		PostgresUrl right = CandidateUrl.readSpring(tool);
		if (left == null || right == null || !DatabaseIdentity.isSameTarget(left, right)) {
			ignore(variable, tool.origin() + " names the database of the migrations");
		}
	}

	private @Nullable SelectedUrl counting(Rule rule, SelectedUrl runtime, InputValue value) {
		int rank = this.candidates.isTest() ? value.sourceRank() : value.rank();
		int runtimeRank = this.candidates.isTest() ? runtime.source().sourceRank() : runtime.rank();
		if (this.candidates.isTest() && rank != runtimeRank) {
			ignore(value, "in a test only the source that names the database may name one for migrations");
			return null;
		}
		SelectedUrl selected = selected(value, false);
		boolean mustBeSame = rank > runtime.rank() || (rule == Rule.SPRING_URL && value.isForeign());
		if (selected != null && mustBeSame && !isSame(rule, selected, runtime)) {
			ignore(value, "it leads to another database than " + runtime.origin());
			return null;
		}
		return selected;
	}

	/**
	 * Beside Spring's URL, with which the application works, another host must be known
	 * to belong to the same tenant.
	 */
	private static boolean isSame(Rule rule, SelectedUrl selected, SelectedUrl runtime) {
		boolean sameHost = rule != Rule.SPRING_URL || runtime.identity().tenant() != null
				|| DatabaseIdentity.haveSameHosts(selected.url(), runtime.url());
		return sameHost && selected.identity().equals(runtime.identity());
	}

	/**
	 * A sibling belongs to the variable that it is set beside, and to no other.
	 */
	private @Nullable InputValue sibling(Rule rule, SelectedUrl runtime) {
		InputValue completed = runtime.source();
		boolean isVariable = completed.isForeign() || (completed.reference() != null && completed.reference().isSet());
		if (!isVariable || (rule != Rule.VARIABLE && rule != Rule.PROPERTY)) {
			return null;
		}
		return UrlNames.DIRECT_SIBLINGS.stream()
			.map(this.candidates::first)
			.filter(Objects::nonNull)
			.filter((value) -> value.rank() == completed.sourceRank() && completes(value, runtime))
			.findFirst()
			.orElse(null);
	}

	private boolean completes(InputValue value, SelectedUrl runtime) {
		PostgresUrl url = CandidateUrl.read(value);
		if (url == null) {
			return false;
		}
		if (!DatabaseIdentity.of(url, Credentials.NONE).equals(runtime.identity())) {
			ignore(value, "it leads to another database than " + runtime.origin());
			return false;
		}
		if (new ProviderDetector().detect(url.firstHost()).kind() == EndpointKind.TRANSACTION_POOLED) {
			ignore(value, "it leads to a pooler in transaction mode");
			return false;
		}
		return true;
	}

	private @Nullable SelectedUrl selected(@Nullable InputValue value, boolean isTools) {
		if (value == null) {
			return null;
		}
		CandidateUrl read = isTools ? CandidateUrl.ofSpring(value) : CandidateUrl.of(value);
		if (isTools && read.isLeftToSpringBoot()) {
			return null;
		}
		if (read.url() == null) {
			if (!value.isForeign()) {
				this.violations.add(read.violation(UrlNames.MIGRATION_URL));
			}
			else if (read.problem() != null) {
				this.ignored.add(value.origin() + " = " + read.shown(), read.problem().getReason());
			}
			return null;
		}
		Credentials user = isTools ? tools(read.url()) : this.credentials.ofMigration(read.url(), value.rank());
		return new SelectedUrl(read.url(), user, value, value.rank(), isTools);
	}

	private Credentials tools(PostgresUrl read) {
		InputValue user = this.candidates.first(toolName() + ".user");
		InputValue password = this.candidates.first(toolName() + ".password");
		return read.credentials()
			.orElse(new Credentials((user != null) ? user.text() : null, (password != null) ? password.text() : null));
	}

	private void ignore(@Nullable InputValue value, String reason) {
		if (value != null) {
			this.ignored.add(value.origin() + " = " + CandidateUrl.of(value).shown(), reason);
		}
	}

}
