package io.chanuka.db;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.chanuka.db.testsupport.FakeServer;
import io.chanuka.db.testsupport.PostgresServer;
import io.chanuka.db.testsupport.TestApplication;
import io.chanuka.db.testsupport.TestCertificates;
import io.chanuka.db.testsupport.TestDatabase;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Holds {@code docs/metrics.md} against what a running application publishes, both ways.
 */
class MetersIT {

	private static final String CERTIFICATE = "chanuka.db.certificate.remaining";

	private static final Pattern ROW = Pattern
		.compile("\\| `(chanuka\\.db\\.[a-z.]+)` \\| (gauge|counter) \\| (\\S+) \\| `?(\\w+|–)`? \\| .+ \\|");

	private static final Pattern TYPE = Pattern.compile("(?m)^# TYPE (chanuka_\\w+) (\\w+)$");

	private static TestDatabase database;

	private static ConfigurableApplicationContext context;

	@BeforeAll
	static void start() {
		database = PostgresServer.newDatabase();
		context = TestApplication.start("chanuka.db.url=" + database.runtimeUrl(),
				"chanuka.db.migration.url=" + database.migrationUrl());
		context.getBean(JdbcClient.class).sql("select 1").query(Integer.class).single();
	}

	@AfterAll
	static void stop() {
		context.close();
	}

	@Test
	void documentedMetersAreTheRealOnes() throws IOException {
		Map<String, String> documented = documented();
		documented.remove(CERTIFICATE);
		assertThat(real(context.getBean(MeterRegistry.class))).isEqualTo(documented);
	}

	@Test
	void prometheusSeesAllOfThem() throws IOException {
		Set<String> expected = new TreeSet<>();
		documented().forEach((name, row) -> {
			String[] part = row.split(" ");
			expected.add(name.replace('.', '_') + (part[1].equals("–") ? "" : "_" + part[1])
					+ (part[0].equals("counter") ? "_total" : "") + " " + part[0]);
		});
		expected.removeIf((name) -> name.startsWith(CERTIFICATE.replace('.', '_')));
		Set<String> scraped = new TreeSet<>();
		TYPE.matcher(scrape()).results().forEach((match) -> scraped.add(match.group(1) + " " + match.group(2)));
		assertThat(scraped).isEqualTo(expected);
	}

	@Test
	void metersOfBootAndHikariKeepTheirNames() {
		assertThat(scrape()).contains("hikaricp_connections_active{", "hikaricp_connections_usage_seconds_count{",
				"jdbc_connections_max{");
	}

	@Test
	void metersOfThePoolHaveItsNameAsHikariCpHasIt() {
		MeterRegistry registry = context.getBean(MeterRegistry.class);
		String name = registry.get("hikaricp.connections").gauge().getId().getTag("pool");
		assertThat(name).isNotBlank();
		assertThat(registry.getMeters()).map(Meter::getId)
			.filteredOn((id) -> id.getName().matches("chanuka\\.db\\.(pool|connections|sql)\\..*"))
			.hasSizeGreaterThan(20)
			.allSatisfy((id) -> assertThat(id.getTag("pool")).isEqualTo(name));
	}

	@Test
	void promtoolHasNoObjection() throws Exception {
		assumeThat(isPromtoolInstalled()).as("promtool, of the package prometheus, is installed").isTrue();
		String ours = scrape().lines()
			.filter((line) -> line.contains("chanuka_"))
			.collect(Collectors.joining("\n", "", "\n"));
		Process promtool = new ProcessBuilder("promtool", "check", "metrics").redirectErrorStream(true).start();
		promtool.getOutputStream().write(ours.getBytes(StandardCharsets.UTF_8));
		promtool.getOutputStream().close();
		assertThat(new String(promtool.getInputStream().readAllBytes(), StandardCharsets.UTF_8)).isEmpty();
		assertThat(promtool.waitFor()).isZero();
	}

	@Test
	void migrationIsMeasuredAsLongAsTheApplicationRuns() {
		System.gc();
		MeterRegistry registry = context.getBean(MeterRegistry.class);
		assertThat(registry.get("chanuka.db.migration.applied").gauge().value()).isEqualTo(1);
		assertThat(registry.get("chanuka.db.migration.pending").gauge().value()).isZero();
		assertThat(registry.get("chanuka.db.migration.duration").gauge().value()).isPositive();
	}

	@Test
	void errorsAreCountedByClass() {
		MeterRegistry registry = context.getBean(MeterRegistry.class);
		double before = registry.get("chanuka.db.sql.errors").tag("class", "22").functionCounter().count();
		double others = registry.get("chanuka.db.sql.errors").tag("class", "other").functionCounter().count();
		JdbcClient jdbc = context.getBean(JdbcClient.class);
		assertThatExceptionOfType(DataIntegrityViolationException.class)
			.isThrownBy(() -> jdbc.sql("select 1 / 0").query(Integer.class).single());
		assertThatExceptionOfType(RuntimeException.class)
			.isThrownBy(() -> jdbc.sql("do $$ begin raise exception 'no'; end $$").update());
		assertThat(registry.get("chanuka.db.sql.errors").tag("class", "22").functionCounter().count())
			.isEqualTo(before + 1);
		assertThat(registry.get("chanuka.db.sql.errors").tag("class", "other").functionCounter().count())
			.isEqualTo(others + 1);
		assertThat(registry.get("chanuka.db.pool.error.rate").gauge().value()).isZero();
	}

	/**
	 * Spring's row mapper asks the driver for createdAt first.
	 */
	@Test
	void whatTheDriverRefusesIsNoError() {
		double before = errors();
		assertThat(context.getBean(JdbcClient.class).sql("select 1 as created_at").query(Row.class).single())
			.isEqualTo(new Row(1));
		assertThat(errors()).isEqualTo(before);
	}

	private static double errors() {
		return context.getBean(MeterRegistry.class)
			.get("chanuka.db.sql.errors")
			.functionCounters()
			.stream()
			.mapToDouble(FunctionCounter::count)
			.sum();
	}

	@Test
	void readingDoesNotTouchTheDatabase() throws IOException {
		try (FakeServer silent = FakeServer.silent();
				ConfigurableApplicationContext other = TestApplication.start(
						"chanuka.db.url=postgresql://a:b@127.0.0.1:" + silent.port() + "/d?sslmode=disable",
						"spring.flyway.enabled=false")) {
			other.getBean(MeterRegistry.class)
				.getMeters()
				.forEach((meter) -> meter.measure().forEach((measurement) -> measurement.getValue()));
			assertThat(real(other.getBean(MeterRegistry.class))).isNotEmpty();
		}
	}

	@Test
	void certificatesAreMeasuredWhereThereAreSome() throws Exception {
		TestCertificates authority = TestCertificates.authority("ca");
		try (ConfigurableApplicationContext other = TestApplication.start(
				"chanuka.db.url=postgresql://a:b@127.0.0.1:" + FakeServer.refusedPort() + "/d?sslmode=verify-full",
				"spring.flyway.enabled=false", "chanuka.db.ssl.root-certificate=" + authority.certificatePem())) {
			System.gc();
			Meter meter = other.getBean(MeterRegistry.class).get(CERTIFICATE).meter();
			assertThat(row(meter.getId(), meter)).isEqualTo(documented().get(CERTIFICATE));
			assertThat(other.getBean(MeterRegistry.class).get(CERTIFICATE).gauge().value()).isPositive();
		}
	}

	private static boolean isPromtoolInstalled() {
		try {
			return new ProcessBuilder("promtool", "--version").redirectErrorStream(true)
				.redirectOutput(ProcessBuilder.Redirect.DISCARD)
				.start()
				.waitFor() == 0;
		}
		catch (IOException ex) {
			return false;
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static String scrape() {
		return context.getBean(PrometheusMeterRegistry.class).scrape();
	}

	private static Map<String, String> real(MeterRegistry registry) {
		Map<String, String> real = new TreeMap<>();
		for (Meter meter : registry.getMeters()) {
			if (meter.getId().getName().startsWith("chanuka.")) {
				assertThat(meter.getId().getDescription()).as(meter.getId().toString()).isNotBlank();
				real.put(meter.getId().getName(), row(meter.getId(), meter));
			}
		}
		return real;
	}

	private static String row(Meter.Id id, Meter meter) {
		String unit = (id.getBaseUnit() != null) ? id.getBaseUnit() : "–";
		String tags = id.getTags()
			.stream()
			.map(Tag::getKey)
			.filter((key) -> !key.equals("pool"))
			.collect(Collectors.joining(","));
		String type = (id.getType() == Meter.Type.COUNTER) ? "counter" : "gauge";
		return type + " " + unit + " " + (tags.isEmpty() ? "–" : tags);
	}

	private static Map<String, String> documented() throws IOException {
		Map<String, String> documented = new TreeMap<>();
		for (String line : Files.readAllLines(Path.of("../docs/metrics.md"))) {
			Matcher row = ROW.matcher(line);
			if (row.matches()) {
				MatchResult cells = row.toMatchResult();
				documented.put(cells.group(1), cells.group(2) + " " + cells.group(3) + " " + cells.group(4));
			}
		}
		assertThat(documented).isNotEmpty();
		return documented;
	}

	private record Row(int createdAt) {

	}

}
