package io.chanuka.db.migration.stamp;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import javax.sql.DataSource;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.ClassProvider;
import org.flywaydb.core.api.Location;
import org.flywaydb.core.api.MigrationPattern;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.core.api.migration.JavaMigration;
import org.flywaydb.core.api.pattern.ValidatePattern;
import org.flywaydb.core.api.resolver.MigrationResolver;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link MigrationInputs}.
 */
class MigrationInputsTests {

	/**
	 * Credentials, what only a DataSource of Flyway's own uses, what is derived from
	 * other values, loggers, and what is read through one of its parts: the class loader
	 * and the plugins.
	 */
	private static final Set<String> IRRELEVANT = Set.of("getModernConfig", "getClassLoader", "getPluginRegister",
			"getConfigurationExtension", "getUrl", "getUser", "getPassword", "getConnectRetries",
			"getConnectRetriesInterval", "getKerberosConfigFile", "getJdbcProperties", "getLoggers", "getDriver",
			"getCachedResolvedEnvironments", "getCachedDataSources", "createProgress", "getResolvedEnvironment");

	private static final Set<String> EXCLUDED = Set.of("getDataSource", "getInitSql", "getResolvers",
			"isSkipDefaultResolvers", "getCallbacks", "getJavaMigrations", "getTarget", "getCherryPick",
			"getCallbackLocations", "isSkipExecutingMigrations", "getErrorOverrides", "getDryRunOutput",
			"getResourceProvider", "getJavaMigrationClassProvider");

	@TempDir
	private Path directory;

	@TempDir
	private Path other;

	private Configuration configuration;

	@BeforeEach
	void configure() throws IOException {
		write("V1__a.sql", "create table a ()");
		this.configuration = configuration("filesystem:" + this.directory);
	}

	/**
	 * A getter that a new version of Flyway adds fails here until it is classified.
	 */
	@Test
	void whenAnyValueOfTheConfigurationChangesThenTheDigestChangesOrNothingIsProven() throws Exception {
		Map<String, String> outcomes = new HashMap<>();
		String unchanged = MigrationInputs.of(this.configuration).digest();
		for (Method getter : Configuration.class.getMethods()) {
			outcomes.put(getter.getName(), outcome(unchanged, getter));
		}
		Set<String> all = new TreeSet<>(outcomes.keySet());
		assertThat(all).containsAll(IRRELEVANT).containsAll(EXCLUDED);
		all.removeAll(IRRELEVANT);
		assertThat(all)
			.allSatisfy((name) -> assertThat(outcomes).containsEntry(name, EXCLUDED.contains(name) ? "none" : "other"));
	}

	private String outcome(String unchanged, Method getter) throws IOException {
		try {
			return MigrationInputs.of(changed(getter)).digest().equals(unchanged) ? "same" : "other";
		}
		catch (UnprovenException ex) {
			return "none";
		}
	}

	private Configuration changed(Method getter) {
		return (Configuration) Proxy.newProxyInstance(getClass().getClassLoader(),
				new Class<?>[] { Configuration.class }, (proxy, method, arguments) -> {
					Object value = method.invoke(this.configuration, arguments);
					boolean isChanged = method.equals(getter) && !IRRELEVANT.contains(getter.getName());
					return isChanged ? other(getter, value) : value;
				});
	}

	private Object other(Method getter, Object value) {
		Class<?> type = getter.getReturnType();
		if (type == DataSource.class) {
			return null;
		}
		Map<Class<?>, Object> others = new HashMap<>(Map.of(String.class, value + "x", MigrationVersion.class,
				MigrationVersion.fromVersion("7"), Map.class, Map.of("a", "b"), OutputStream.class,
				new ByteArrayOutputStream(), String[].class, new String[] { "other" }, Location[].class,
				new Location[] { Location.fromPath("filesystem:", this.other.toString()) }, MigrationPattern[].class,
				new MigrationPattern[] { new MigrationPattern("1") }, ValidatePattern[].class,
				new ValidatePattern[] { ValidatePattern.fromPattern("*:missing") }));
		others.put(boolean.class, !Boolean.TRUE.equals(value));
		others.put(int.class, (value instanceof Integer number) ? number + 1 : 0);
		others.put(java.nio.charset.Charset.class, StandardCharsets.ISO_8859_1);
		others.put(Callback[].class, new Callback[] { proxy(Callback.class) });
		others.put(JavaMigration[].class, new JavaMigration[] { proxy(JavaMigration.class) });
		others.put(MigrationResolver[].class, new MigrationResolver[] { proxy(MigrationResolver.class) });
		others.put(ResourceProvider.class, proxy(ResourceProvider.class));
		others.put(ClassProvider.class, proxy(ClassProvider.class));
		assertThat(others).as(getter.toString()).containsKey(type);
		return others.get(type);
	}

	private static <T> T proxy(Class<T> type) {
		return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type },
				(proxy, method, arguments) -> null));
	}

	@Test
	void whenAFileChangesItsNameOrItsContentThenTheDigestChanges() throws Exception {
		String first = digest();
		write("V1__a.sql", "create table a () ");
		String second = digest();
		Files.move(this.directory.resolve("V1__a.sql"), this.directory.resolve("V1__b.sql"));
		String third = digest();
		write("V1__b.sql.conf", "executeInTransaction=false");
		String fourth = digest();
		Files.createDirectory(this.directory.resolve("below"));
		assertThat(digest()).isEqualTo(fourth);
		write("below/V2__c.sql", "");
		assertThat(Set.of(first, second, third, fourth, digest())).hasSize(5);
	}

	@ParameterizedTest
	@ValueSource(strings = { "afterMigrate.sql", "AFTERMIGRATE__x.sql", "beforeEachMigrate.sh", "V1__A.sql",
			"below/V2__Java.class" })
	void whenAFileIsNoPlainMigrationThenNothingIsProven(String name) throws IOException {
		write(name, "x");
		assertThatExceptionOfType(UnprovenException.class).isThrownBy(this::digest);
	}

	@ParameterizedTest
	@ValueSource(strings = { "${flyway:timestamp}", "${FLYWAY:TimeStamp}", "${flyway:workingDirectory}",
			"FP__flyway_timestamp__" })
	void whenAPlaceholderChangesFromStartToStartThenNothingIsProven(String text) throws IOException {
		write("R__x.sql", text);
		assertThatExceptionOfType(UnprovenException.class).isThrownBy(this::digest);
		Files.write(this.directory.resolve("R__x.sql"), text.getBytes(StandardCharsets.UTF_16LE));
		assertThatExceptionOfType(UnprovenException.class).isThrownBy(this::digest);
	}

	@ParameterizedTest
	@ValueSource(strings = { "filesystem:/no/such/directory", "classpath:no/such/directory", "classpath:",
			"classpath:db/mig*" })
	void whenALocationIsNotPlainThenNothingIsProven(String location) {
		assertThatExceptionOfType(UnprovenException.class)
			.isThrownBy(() -> MigrationInputs.of(configuration(location)));
	}

	@Test
	void whenALocationIsOnTheClassPathThenItsFilesAreDigested() throws Exception {
		assertThat(MigrationInputs.of(configuration("classpath:db/migration")).digest())
			.isEqualTo(MigrationInputs.of(configuration("classpath:db/migration")).digest())
			.isNotEqualTo(MigrationInputs.of(configuration("classpath:db/broken")).digest());
	}

	@Test
	void whenAConfigurationFileSetsAnEncodingThenNothingIsProven() throws IOException {
		write("V1__a.sql.conf", "encoding=UTF-16");
		assertThatExceptionOfType(UnprovenException.class).isThrownBy(this::digest);
	}

	@Test
	void whenAFileMentionsTheHistoryThenItIsKnown() throws Exception {
		assertThat(MigrationInputs.of(this.configuration).mentionsHistory()).isFalse();
		write("V2__x.sql", "grant select on FLYWAY_schema_history to x");
		assertThat(MigrationInputs.of(this.configuration).mentionsHistory()).isTrue();
	}

	private String digest() throws UnprovenException, IOException {
		return MigrationInputs.of(this.configuration).digest();
	}

	private Configuration configuration(String location) {
		return Flyway.configure().dataSource(new PGSimpleDataSource()).locations(location).load().getConfiguration();
	}

	private void write(String name, String content) throws IOException {
		Path file = this.directory.resolve(name);
		Files.createDirectories(file.getParent());
		Files.writeString(file, content);
	}

}
