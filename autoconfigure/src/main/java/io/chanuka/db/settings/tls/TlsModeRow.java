package io.chanuka.db.settings.tls;

import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

import io.chanuka.db.settings.Setting;
import io.chanuka.db.settings.input.Findings;
import io.chanuka.db.tls.SslMode;
import org.jspecify.annotations.Nullable;

/**
 * One row of a table of TLS modes. The first row that applies decides.
 *
 * @param <T> the situation that is decided
 * @param applies whether the row applies
 * @param mode the mode, with its origin
 * @param warning what is reported with it, or {@code null} for nothing
 */
record TlsModeRow<T>(Predicate<T> applies, Function<T, Setting<SslMode>> mode, Function<T, @Nullable String> warning) {

	TlsModeRow(Predicate<T> applies, Function<T, Setting<SslMode>> mode) {
		this(applies, mode, (situation) -> null);
	}

	static <T> Setting<SslMode> decide(List<TlsModeRow<T>> table, T situation, Findings findings) {
		TlsModeRow<T> row = table.stream()
			.filter((candidate) -> candidate.applies().test(situation))
			.findFirst()
			.orElseThrow();
		String warning = row.warning().apply(situation);
		if (warning != null) {
			findings.warn(warning);
		}
		return row.mode().apply(situation);
	}

}
