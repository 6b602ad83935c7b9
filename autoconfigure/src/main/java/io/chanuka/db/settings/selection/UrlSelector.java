package io.chanuka.db.settings.selection;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import io.chanuka.db.settings.InputValue;
import io.chanuka.db.settings.report.SettingsViolation;
import io.chanuka.db.settings.selection.RuntimeUrlSelector.RuntimeSelection;
import io.chanuka.db.url.Credentials;
import org.jspecify.annotations.Nullable;

/**
 * Decides where the application connects to and as which user, from all values that may
 * name a database and the ranks of their property sources. It reads nothing else and
 * touches no network.
 */
public final class UrlSelector {

	private final UrlCandidates candidates;

	private final IgnoredValues ignored = new IgnoredValues();

	private UrlSelector(UrlCandidates candidates) {
		this.candidates = candidates;
	}

	/**
	 * Decides.
	 * @param candidates everything that may name a database
	 * @return the selection
	 */
	public static UrlSelection select(UrlCandidates candidates) {
		return new UrlSelector(candidates).select();
	}

	/**
	 * Whether a URL of Spring Boot's own properties is one that no endpoint of ours can
	 * have: another vendor's, one of a driver that wraps, or one that only the driver
	 * reads. Spring Boot uses it as it is.
	 * @param url the URL, or {@code null} if none is set
	 * @return {@code true} if so
	 */
	public static boolean isLeftToSpringBoot(@Nullable InputValue url) {
		return url != null && CandidateUrl.ofSpring(url).isLeftToSpringBoot();
	}

	private UrlSelection select() {
		RuntimeSelection selection = new RuntimeUrlSelector(this.candidates, this.ignored).select();
		SelectedUrl runtime = selection.selected();
		List<SettingsViolation> violations = new ArrayList<>(selection.violations());
		SelectedUrl pooled = pooled(runtime);
		SelectedUrl migration = new MigrationUrlSelector(this.candidates, this.ignored, violations)
			.select(selection.rule(), runtime, pooled != null);
		Credentials migrationUser = new CredentialsSelector(this.candidates, this.ignored).ofMigration();
		return new UrlSelection(selection.rule(), selection.reason(), (pooled != null) ? pooled : runtime, migration,
				migrationUser, this.ignored.clauses(), violations);
	}

	/**
	 * Prisma Postgres sets {@code DATABASE_URL} to the direct endpoint and another
	 * variable to the pooled one of the same tenant.
	 */
	private @Nullable SelectedUrl pooled(@Nullable SelectedUrl runtime) {
		InputValue value = this.candidates.first(UrlNames.POOLED_URL_VARIABLE);
		if (value == null || runtime == null || runtime.isSpringUrl()
				|| !isOf(runtime.source(), UrlNames.URL_VARIABLE)) {
			return null;
		}
		CandidateUrl read = CandidateUrl.of(value);
		SelectedUrl pooled = (read.url() != null) ? new SelectedUrl(read.url(),
				new CredentialsSelector(this.candidates, this.ignored).of(read.url(), value.rank()), value,
				value.rank(), false) : null;
		boolean belongs = pooled != null && value.rank() == runtime.source().sourceRank()
				&& pooled.identity().tenant() != null && Objects.equals(pooled.identity(), runtime.identity());
		if (!belongs) {
			this.ignored.add(value.origin() + " = " + read.shown(),
					"it is not the pooler of the tenant in " + runtime.origin());
		}
		return belongs ? pooled : null;
	}

	private static boolean isOf(InputValue value, String variable) {
		return value.name().equals(variable)
				|| (value.reference() != null && value.reference().variable().equals(variable));
	}

}
