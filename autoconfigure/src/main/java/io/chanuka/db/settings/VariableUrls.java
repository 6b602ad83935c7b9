package io.chanuka.db.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

import io.chanuka.db.provider.Provider;
import io.chanuka.db.url.Credentials;
import io.chanuka.db.url.PostgresUrl;
import org.jspecify.annotations.Nullable;

/**
 * The URLs that variables under other names hold: the one that a switch to Neon chooses,
 * {@code DATABASE_URL}, {@code POSTGRES_URL}. One that cannot be read is ignored.
 */
final class VariableUrls {

	private final UrlCandidates candidates;

	private final IgnoredValues ignored;

	VariableUrls(UrlCandidates candidates, IgnoredValues ignored) {
		this.candidates = candidates;
		this.ignored = ignored;
	}

	/**
	 * The first that can be read.
	 */
	@Nullable InputValue first() {
		return firstOf(all());
	}

	/**
	 * The first that can be read and stands in a stronger property source.
	 */
	@Nullable InputValue strongerThan(int rank) {
		return firstOf(all().stream().filter((value) -> value.rank() < rank).toList());
	}

	/**
	 * The host, where parts are set instead of a URL.
	 */
	@Nullable InputValue host() {
		InputValue reference = referenceOf(UrlNames.HOST);
		return (reference != null) ? reference : this.candidates.first(UrlNames.HOST_VARIABLE);
	}

	/**
	 * In a test a property that is only a variable counts as that variable.
	 */
	private @Nullable InputValue referenceOf(String property) {
		InputValue value = this.candidates.first(property);
		VariableReference reference = (this.candidates.isTest() && value != null) ? value.reference() : null;
		return (reference != null && reference.isSet()) ? value : null;
	}

	/**
	 * The value that was meant where nothing names a database that can be used.
	 */
	@Nullable CandidateUrl unusable() {
		return Stream.of(UrlNames.URL, UrlNames.URL_VARIABLE)
			.map(this.candidates::first)
			.filter(Objects::nonNull)
			.map(CandidateUrl::of)
			.filter((read) -> read.url() == null)
			.findFirst()
			.orElse(null);
	}

	private static @Nullable InputValue firstOf(List<InputValue> values) {
		return values.stream().filter((value) -> CandidateUrl.of(value).url() != null).findFirst().orElse(null);
	}

	private List<InputValue> all() {
		List<InputValue> values = new ArrayList<>();
		InputValue reference = referenceOf(UrlNames.URL);
		if (reference != null) {
			values.add(reference);
		}
		if (isNeonChosen()) {
			add(values, UrlNames.NEON_URL_VARIABLE);
		}
		add(values, UrlNames.URL_VARIABLE);
		add(values, UrlNames.POSTGRES_URL_VARIABLE);
		return values;
	}

	private void add(List<InputValue> values, String variable) {
		InputValue value = this.candidates.first(variable);
		if (value != null) {
			values.add(value);
		}
	}

	/**
	 * The switches of the strongest source decide, if they agree.
	 */
	private boolean isNeonChosen() {
		InputValue strongest = this.candidates
			.strongest(UrlNames.SWITCHES.stream().filter((name) -> choice(name) != null).toArray(String[]::new));
		return strongest != null && UrlNames.SWITCHES.stream()
			.filter((name) -> choice(name) != null)
			.filter((name) -> Objects.requireNonNull(this.candidates.first(name)).rank() == strongest.rank())
			.allMatch((name) -> Boolean.TRUE.equals(choice(name)));
	}

	/**
	 * Whether a switch chooses Neon; {@code null} if it is no choice of a provider.
	 */
	private @Nullable Boolean choice(String name) {
		InputValue value = this.candidates.first(name);
		String text = (value != null) ? value.text().strip().toLowerCase(Locale.ROOT) : "";
		if (name.equals("NEON_DATABASE")) {
			return text.equals("true") ? Boolean.TRUE : null;
		}
		boolean known = text.equals("pg") || text.equals("local") || Provider.named(text) != null;
		return known ? (Provider.named(text) == Provider.NEON) : null;
	}

	/**
	 * Reports the variables that lead elsewhere than what was selected.
	 * @param selected what was selected, or {@code null} if it is not known
	 * @param reason why they are ignored
	 */
	void ignoreAll(@Nullable PostgresUrl selected, String reason) {
		all().stream().filter(InputValue::isForeign).map(CandidateUrl::of).forEach((read) -> {
			if (read.problem() != null) {
				this.ignored.add(read.value().origin() + " = " + read.shown(), read.problem().getReason());
			}
			else if (selected == null || !DatabaseIdentity.isSameTarget(selected, Objects.requireNonNull(read.url()))) {
				this.ignored.add(read.value().origin() + " = " + read.shown(), reason);
			}
		});
		InputValue neon = this.candidates.first(UrlNames.NEON_URL_VARIABLE);
		if (neon != null && !isNeonChosen()) {
			this.ignored.add(neon, "DATABASE_PROVIDER=neon would select it");
		}
		InputValue host = this.candidates.first(UrlNames.HOST_VARIABLE);
		if (host != null && (selected == null || !isSameServer(host, selected))) {
			this.ignored.add(host.origin() + " and the other POSTGRES_* variables", reason);
		}
	}

	/**
	 * Providers set the parts beside the URL, for another endpoint of the same tenant.
	 */
	private static boolean isSameServer(InputValue host, PostgresUrl selected) {
		PostgresUrl parts = CandidateUrl
			.read(new InputValue(host.name(), "postgresql://" + host.text() + "/", host.origin()));
		if (parts == null
				|| selected.hosts().stream().anyMatch((other) -> other.host().equals(parts.firstHost().host()))) {
			return parts != null;
		}
		String tenant = DatabaseIdentity.of(parts, Credentials.NONE).tenant();
		return tenant != null && tenant.equals(DatabaseIdentity.of(selected, selected.credentials()).tenant());
	}

}
