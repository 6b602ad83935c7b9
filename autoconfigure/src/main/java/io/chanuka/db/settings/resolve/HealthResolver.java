package io.chanuka.db.settings.resolve;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map.Entry;
import java.util.stream.Stream;

import io.chanuka.db.provider.EndpointTraits;
import io.chanuka.db.settings.EndpointSettings;
import io.chanuka.db.settings.HealthSettings;
import io.chanuka.db.settings.InputValue;
import io.chanuka.db.settings.Origin;
import io.chanuka.db.settings.Setting;
import io.chanuka.db.settings.input.SettingsInput;
import io.chanuka.db.settings.input.SettingsReader;
import org.jspecify.annotations.Nullable;

/**
 * Decides how the health of the database is found out.
 */
final class HealthResolver {

	private static final Duration MINIMUM = Duration.ofMillis(10);

	private static final String EXTENSIONS = SettingsReader.PREFIX + "health.required-extensions";

	private final SettingsInput input;

	private final SettingsReader reader;

	HealthResolver(SettingsInput input, SettingsReader reader) {
		this.input = input;
		this.reader = reader;
	}

	/**
	 * Decides.
	 * @param runtime where the application works, or {@code null} if that is not decided
	 */
	HealthSettings resolve(@Nullable EndpointSettings runtime) {
		return new HealthSettings(this.reader.duration("health.timeout", Duration.ofMillis(250), MINIMUM),
				probeTimeout(runtime), this.reader.duration("health.stuck-after", Duration.ofSeconds(10), MINIMUM),
				requiredExtensions(), this.reader.flag("readiness.enabled", false, Origin.DEFAULT));
	}

	/**
	 * A server that wakes up is not down.
	 */
	private Setting<Duration> probeTimeout(@Nullable EndpointSettings runtime) {
		Setting<Duration> timeout = this.reader.duration("health.probe-timeout", Duration.ofSeconds(2), MINIMUM);
		EndpointTraits traits = (runtime != null) ? runtime.provider().traits() : null;
		Duration coldStart = (traits != null) ? traits.coldStart() : null;
		if (coldStart == null || timeout.origin().isExplicit()) {
			return timeout;
		}
		return new Setting<>(timeout.name(), timeout.value().plus(coldStart),
				Origin.derived("2s and the cold start of the provider"));
	}

	private Setting<List<String>> requiredExtensions() {
		List<Entry<String, InputValue>> found = this.input.values()
			.entrySet()
			.stream()
			.filter((entry) -> entry.getKey().equals(EXTENSIONS) || entry.getKey().startsWith(EXTENSIONS + "["))
			.sorted(Entry.comparingByKey())
			.toList();
		if (found.isEmpty()) {
			return new Setting<>(EXTENSIONS, List.of(), Origin.DEFAULT);
		}
		List<String> names = found.stream()
			.flatMap((entry) -> names(entry.getValue().value()))
			.map(String::strip)
			.filter((name) -> !name.isEmpty())
			.distinct()
			.toList();
		return new Setting<>(EXTENSIONS, names, found.get(0).getValue().origin());
	}

	private static Stream<String> names(Object value) {
		return (value instanceof Collection<?> several) ? several.stream().map(String::valueOf)
				: Arrays.stream(value.toString().split(","));
	}

}
