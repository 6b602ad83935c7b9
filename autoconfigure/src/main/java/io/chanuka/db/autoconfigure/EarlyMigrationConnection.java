package io.chanuka.db.autoconfigure;

import java.time.Clock;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.function.BooleanSupplier;

import io.chanuka.db.autoconfigure.environment.SettingsInputReader;
import io.chanuka.db.connection.source.PhysicalConnectionSource;
import io.chanuka.db.settings.DatabaseSettings;
import io.chanuka.db.settings.LogSettings;
import io.chanuka.db.settings.MigrationMode;
import io.chanuka.db.settings.TlsSettings;
import io.chanuka.db.settings.input.SettingsInput;
import io.chanuka.db.settings.resolve.SettingsResolver;
import io.chanuka.db.transport.EndpointSockets;
import io.chanuka.db.transport.SpringTlsMaterialLoader;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.aot.AotDetector;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.io.ApplicationResourceLoader;
import org.springframework.context.EnvironmentAware;
import org.springframework.context.ResourceLoaderAware;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ResourceLoader;

/**
 * Begins to open the connection of the migrations while the other beans are created. It
 * has no order, and so runs after the post-processors that have one. The settings are
 * resolved from the environment alone; when the beans exist they are resolved again, and
 * the connection is used only if the outcome is the same.
 */
class EarlyMigrationConnection implements BeanFactoryPostProcessor, EnvironmentAware, ResourceLoaderAware,
		SmartInitializingSingleton, DisposableBean {

	private static final Log logger = LogFactory.getLog(EarlyMigrationConnection.class);

	private static final String AOT_PROCESSING = "spring.aot.processing";

	private static final String DRIVER_PROPERTIES = "spring.datasource.hikari.data-source-properties";

	private static final String CREDENTIALS_PROVIDER = "spring.datasource.hikari.credentials-provider-class-name";

	private final BooleanSupplier allowed;

	@SuppressWarnings("NullAway.Init")
	private Environment environment;

	@SuppressWarnings("NullAway.Init")
	private ResourceLoader resources;

	private @Nullable Opened opened;

	private boolean used;

	/**
	 * Create a new instance.
	 * @param allowed whether connections may be opened before the context is refreshed
	 */
	EarlyMigrationConnection(BooleanSupplier allowed) {
		this.allowed = allowed;
	}

	@Override
	public void setEnvironment(Environment environment) {
		this.environment = environment;
	}

	@Override
	public void setResourceLoader(ResourceLoader resources) {
		this.resources = resources;
	}

	@Override
	public void postProcessBeanFactory(ConfigurableListableBeanFactory beanFactory) {
		if (!Boolean.getBoolean(AOT_PROCESSING) && !AotDetector.useGeneratedArtifacts() && this.allowed.getAsBoolean()
				&& this.environment.getProperty(CREDENTIALS_PROVIDER) == null
				&& new KnownMigrationBeans(beanFactory).areAll()) {
			try {
				this.opened = open();
			}
			catch (RuntimeException ex) {
				logger.debug("No early connection; the failure is reported when the settings are used", ex);
			}
		}
	}

	private @Nullable Opened open() {
		SettingsInput input = new SettingsInputReader(this.environment, Set.of("spring.flyway"), true)
			.read(this.resources.getClassLoader(), null, null, null);
		if (input.values().keySet().stream().anyMatch((name) -> name.startsWith(DRIVER_PROPERTIES))) {
			return null;
		}
		DatabaseSettings settings = new SettingsResolver(
				new SpringTlsMaterialLoader(ApplicationResourceLoader.get(this.resources, true), null),
				Clock.systemUTC())
			.resolve(input);
		if (!isUseful(settings)) {
			return null;
		}
		PhysicalConnectionSource source = PhysicalConnectionSource.migration(settings, EndpointSockets.of(settings),
				new Properties());
		source.first().begin();
		return new Opened(settings, source);
	}

	/**
	 * A log of connections or statements begins when the beans exist, and should miss
	 * none.
	 */
	private static boolean isUseful(DatabaseSettings settings) {
		LogSettings logs = settings.logs();
		return settings.migrations().fastPath().value() && settings.migrations().mode().value() == MigrationMode.MIGRATE
				&& !settings.migration().isPooled() && settings.migrationTls().bundle() == null
				&& !logs.connections().value() && !logs.statements().value();
	}

	/**
	 * The source of the connection, for the migrations.
	 * @param decided the settings, resolved when the beans exist
	 * @param driverProperties properties that are set for the driver
	 * @return the source, or {@code null} if there is none that was opened in the same
	 * way
	 */
	@Nullable PhysicalConnectionSource source(DatabaseSettings decided, Properties driverProperties) {
		Opened known = this.opened;
		if (known == null || !driverProperties.isEmpty() || !known.isFor(decided)) {
			return null;
		}
		this.used = true;
		return known.source();
	}

	/**
	 * All beans exist, and so the migrations are over.
	 */
	@Override
	public void afterSingletonsInstantiated() {
		if (this.opened != null && this.used) {
			this.opened.source().preopened().discardUnused();
		}
		else {
			destroy();
		}
	}

	/**
	 * What asks later gets none.
	 */
	@Override
	public void destroy() {
		Opened known = this.opened;
		this.opened = null;
		if (known != null) {
			known.source().close();
		}
	}

	/**
	 * What was opened.
	 *
	 * @param settings what it was opened with
	 * @param source where it is
	 */
	private record Opened(DatabaseSettings settings, PhysicalConnectionSource source) {

		boolean isFor(DatabaseSettings decided) {
			TlsSettings tls = this.settings.migrationTls();
			return this.settings.migration().equals(decided.migration())
					&& tls.mode().equals(decided.migrationTls().mode())
					&& Objects.equals(tls.bundle(), decided.migrationTls().bundle())
					&& Objects.equals(tls.factory(), decided.migrationTls().factory())
					&& tls.material().isSame(decided.migrationTls().material())
					&& this.settings.connection().equals(decided.connection())
					&& this.settings.migrations().equals(decided.migrations());
		}

	}

}
