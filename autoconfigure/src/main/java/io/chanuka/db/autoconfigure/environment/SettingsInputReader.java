package io.chanuka.db.autoconfigure.environment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.chanuka.db.settings.InputValue;
import io.chanuka.db.settings.input.Deployment;
import io.chanuka.db.settings.input.RedirectedEndpoint;
import io.chanuka.db.settings.input.SettingsInput;
import io.chanuka.db.settings.selection.UrlSelection;
import io.chanuka.db.settings.selection.UrlSelector;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;
import org.springframework.core.env.Environment;

/**
 * Reads what was set from the {@link Environment}, each value with its origin and the
 * rank of its property source.
 */
public final class SettingsInputReader {

	private static final String HIKARI = "spring.datasource.hikari.";

	private static final String DRIVER = HIKARI + "data-source-properties";

	/**
	 * Properties of HikariCP that count as input where ours are not set.
	 */
	private static final Map<String, Class<?>> POOL = Map.of(HIKARI + "maximum-pool-size", Integer.class,
			HIKARI + "minimum-idle", Integer.class, HIKARI + "idle-timeout", Long.class, HIKARI + "connection-timeout",
			Long.class, HIKARI + "validation-timeout", Long.class, HIKARI + "max-lifetime", Long.class,
			HIKARI + "keepalive-time", Long.class, HIKARI + "leak-detection-threshold", Long.class);

	private final Environment environment;

	private final RankedSources sources;

	private final Set<String> tools;

	private final boolean migratesByMode;

	/**
	 * Create a new instance.
	 * @param environment what to read
	 * @param tools how the properties of the tools begin that are going to change the
	 * schema
	 * @param migratesByMode whether the mode of the migrations decides what happens then
	 */
	public SettingsInputReader(Environment environment, Set<String> tools, boolean migratesByMode) {
		this.environment = environment;
		this.sources = new RankedSources(environment);
		this.tools = Set.copyOf(tools);
		this.migratesByMode = migratesByMode;
	}

	/**
	 * Reads.
	 * @param classLoader the class loader that may hold an embedded database
	 * @param details where connection details other than ours have the runtime connect
	 * to, or {@code null}
	 * @param migration where such details have migrations connect to, or {@code null}
	 * @param properties the properties of Spring Boot's DataSource, or {@code null}
	 * @return what was set
	 */
	public SettingsInput read(@Nullable ClassLoader classLoader, @Nullable RedirectedEndpoint details,
			@Nullable RedirectedEndpoint migration, @Nullable DataSourceProperties properties) {
		OriginTrackingBindHandler handler = new OriginTrackingBindHandler(this.sources::rank);
		Binder binder = this.sources.binder();
		binder.bind("chanuka.db", Bindable.of(ChanukaDbProperties.class), handler);
		POOL.forEach((name, type) -> binder.bind(name, Bindable.of(type), handler));
		Map<String, InputValue> values = new LinkedHashMap<>(handler.values());
		readDriverProperties(binder, values);
		UrlCandidatesReader urls = new UrlCandidatesReader(this.environment, this.sources, this.tools);
		boolean hasDetails = details != null && details.jdbcUrl() != null;
		UrlSelection selection = UrlSelector.select(urls.read(classLoader, hasDetails));
		RedirectedEndpoint customized = hasDetails ? null
				: new CustomizedDataSourceProperties(this.environment).redirect(properties, selection.rule());
		if (customized != null) {
			selection = UrlSelector.select(urls.read(classLoader, true));
		}
		ForeignVariables variables = ForeignVariables.of(this.sources);
		return new SettingsInput(values, variables.values(), selection, deployment(urls),
				new UnknownKeys(this.sources).all(), (customized != null) ? customized : details, migration,
				List.copyOf(handler.failures().values()), readinessWarnings(values), ignored(variables));
	}

	private Deployment deployment(UrlCandidatesReader urls) {
		return new Deployment(List.of(this.environment.getActiveProfiles()),
				this.environment.getProperty("spring.application.name"), PlatformDetector.detect(this.environment),
				urls.isTest(), !this.tools.isEmpty(), this.migratesByMode, DriverTlsFiles.exist());
	}

	private List<String> ignored(ForeignVariables variables) {
		List<String> ignored = new ArrayList<>(variables.ignored());
		String servicePort = this.sources.servicePort();
		if (servicePort != null) {
			ignored.add(servicePort + " (the address of a Kubernetes Service)");
		}
		return ignored;
	}

	/**
	 * A map is read by a handler of its own. The driver's names have capital letters,
	 * which the names of properties lose.
	 */
	private void readDriverProperties(Binder binder, Map<String, InputValue> values) {
		OriginTrackingBindHandler handler = new OriginTrackingBindHandler(this.sources::rank);
		binder.bind(DRIVER, Bindable.mapOf(String.class, String.class), handler)
			.ifBound((map) -> map.keySet().forEach((key) -> handler.values().forEach((name, value) -> {
				String last = name.substring(Math.min(DRIVER.length(), name.length())).replaceAll("^[.\\[]|]$", "");
				if (last.equalsIgnoreCase(key)) {
					values.put(DRIVER + "." + key, value);
				}
			})));
	}

	/**
	 * A readiness group that names its members does not have one that it does not name.
	 */
	private List<String> readinessWarnings(Map<String, InputValue> values) {
		InputValue readiness = values.get(ReadinessGroupPostProcessor.ENABLED);
		if (readiness == null || !Boolean.TRUE.equals(readiness.value())) {
			return List.of();
		}
		return !new HealthGroups(this.environment).contain(ReadinessGroupPostProcessor.MEMBER)
				? List.of(readiness.origin() + " is true, but no health group includes "
						+ ReadinessGroupPostProcessor.MEMBER + ", so no readiness depends on the database. Add it to "
						+ ReadinessGroupPostProcessor.INCLUDE + ".")
				: List.of();
	}

}
