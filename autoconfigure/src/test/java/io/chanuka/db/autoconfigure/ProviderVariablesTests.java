package io.chanuka.db.autoconfigure;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;

import io.chanuka.db.autoconfigure.environment.OwnVariables;
import io.chanuka.db.settings.DatabaseSettings;
import io.chanuka.db.settings.EndpointSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.env.PropertiesPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The variables that the consoles of providers give, pasted as they come: into the
 * environment, where a shell removes the quotes, and into a file. Nothing connects.
 */
class ProviderVariablesTests {

	private static final String EXPECTED = """
			neon            | neondb_owner:npg_Abc123@ep-square-snow-a2y6ddch-pooler.c-2.eu-central-1.aws.neon.tech:5432/neondb | neondb_owner:npg_Abc123@ep-square-snow-a2y6ddch.c-2.eu-central-1.aws.neon.tech:5432/neondb | verify-full | 0
			vercel-neon     | neondb_owner:npg_Abc123@ep-square-snow-a2y6ddch-pooler.eu-central-1.aws.neon.tech:5432/neondb | neondb_owner:npg_Abc123@ep-square-snow-a2y6ddch.eu-central-1.aws.neon.tech:5432/neondb | verify-full | 0
			supabase        | postgres.abcdefghijklmnopqrst:Abc-123@aws-0-eu-central-1.pooler.supabase.com:6543/postgres | postgres.abcdefghijklmnopqrst:Abc-123@aws-0-eu-central-1.pooler.supabase.com:5432/postgres | verify-full | 1
			vercel-supabase | postgres.abcdefghijklmnopqrst:Abc-123@aws-0-us-east-1.pooler.supabase.com:6543/postgres | postgres.abcdefghijklmnopqrst:Abc-123@aws-0-us-east-1.pooler.supabase.com:5432/postgres | require | 2
			railway         | postgres:AbcDef123@postgres.railway.internal:5432/railway | postgres:AbcDef123@postgres.railway.internal:5432/railway | prefer | 1
			heroku          | uabc:pdef@ec2-3-210-1-2.compute-1.amazonaws.com:5432/d1abcdef | uabc:pdef@ec2-3-210-1-2.compute-1.amazonaws.com:5432/d1abcdef | verify-full | 1
			heroku-spring   | uabc:pdef@ec2-3-210-1-2.compute-1.amazonaws.com:5432/d1abcdef | uabc:pdef@ec2-3-210-1-2.compute-1.amazonaws.com:5432/d1abcdef | require | 0
			render          | shop_user:Abc123@dpg-abc123-a:5432/shop | shop_user:Abc123@dpg-abc123-a:5432/shop | prefer | 1
			""";

	static Stream<String> rows() {
		return EXPECTED.lines();
	}

	@ParameterizedTest
	@MethodSource("rows")
	void pastedIntoTheEnvironment(String row) throws IOException {
		Properties variables = read(row.split("\\|")[0].strip());
		List<String> pairs = new ArrayList<>();
		variables.stringPropertyNames()
			.forEach((name) -> pairs.addAll(List.of(name, OwnVariables.withoutQuotes(variables.getProperty(name)))));
		assertSettings(TestVariables.runner(pairs.toArray(String[]::new)), row);
	}

	@ParameterizedTest
	@MethodSource("rows")
	void pastedIntoAFile(String row) throws IOException {
		Properties variables = read(row.split("\\|")[0].strip());
		if (variables.containsKey("SPRING_DATASOURCE_URL")) {
			// Spring Boot reads names like this in the environment only.
			return;
		}
		assertSettings(new ApplicationContextRunner().withConfiguration(TestVariables.configurations())
			.withInitializer((context) -> context.getEnvironment()
				.getPropertySources()
				.addLast(new PropertiesPropertySource("file [.env]", variables))), row);
	}

	@Test
	void placeholderThatTheConsoleLeavesForThePasswordIsReported() {
		TestVariables
			.runner("DATABASE_URL",
					"postgresql://postgres.abc:[YOUR-PASSWORD]@aws-0-eu.pooler.supabase.com:6543/postgres")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("variable DATABASE_URL: the password is the placeholder [YOUR-PASSWORD]"));
	}

	@ParameterizedTest
	@CsvSource({ "KUBERNETES_SERVICE_HOST=10.0.0.1, kubernetes, detected by Spring Boot",
			"DYNO=web.1, heroku, detected by Spring Boot", "RAILWAY_PROJECT_ID=x, railway, variable RAILWAY_PROJECT_ID",
			"RENDER=true, render, variable RENDER", "FLY_APP_NAME=x, fly, variable FLY_APP_NAME",
			"K_SERVICE=x, cloud-run, variable K_SERVICE", "CLOUD_RUN_JOB=x, cloud-run, variable CLOUD_RUN_JOB",
			"AWS_LAMBDA_FUNCTION_NAME=x, lambda, variable AWS_LAMBDA_FUNCTION_NAME",
			"CONTAINER_APP_NAME=x, azure-container-apps, variable CONTAINER_APP_NAME" })
	void platformIsProduction(String variable, String name, String evidence) {
		String[] pair = variable.split("=");
		TestVariables
			.runner(pair[0], pair[1], pair[0].replace("HOST", "PORT"), "1", "DATABASE_URL", "postgresql://localhost/db")
			.run((context) -> {
				assertThat(context.getBean(DatabaseSettings.class).environment().origin())
					.hasToString("no profile, and the platform is " + name + " (" + evidence + ")");
				assertThat(context.getBean(DatabaseSettings.class).environment().value()).hasToString("production");
			});
	}

	@Test
	void platformMayBeNamed() {
		TestVariables.runner("DATABASE_URL", "postgresql://localhost/db")
			.withPropertyValues("spring.main.cloud-platform=kubernetes")
			.run((context) -> assertThat(context.getBean(DatabaseSettings.class).environment().origin())
				.hasToString("no profile, and the platform is kubernetes (property spring.main.cloud-platform)"));
		TestVariables.runner("DATABASE_URL", "postgresql://localhost/db", "RENDER", "true")
			.withPropertyValues("spring.main.cloud-platform=none")
			.run((context) -> assertThat(context.getBean(DatabaseSettings.class).environment().value())
				.hasToString("development"));
	}

	@Test
	void variablesOfAServiceThatComposeSetsAreNoKubernetes() {
		TestVariables
			.runner("REDIS_SERVICE_HOST", "10.0.0.1", "REDIS_SERVICE_PORT", "6379", "DATABASE_URL",
					"postgresql://localhost/db")
			.run((context) -> assertThat(context.getBean(DatabaseSettings.class).environment().value())
				.hasToString("development"));
	}

	private static void assertSettings(ApplicationContextRunner runner, String row) {
		String[] cells = row.split("\\|");
		runner.run((context) -> {
			assertThat(context).hasNotFailed();
			DatabaseSettings settings = context.getBean(DatabaseSettings.class);
			assertThat(text(settings.runtime())).isEqualTo(cells[1].strip());
			assertThat(text(settings.migration())).isEqualTo(cells[2].strip());
			assertThat(settings.runtimeTls().mode().value()).hasToString(cells[3].strip());
			assertThat(settings.environment().value()).hasToString("production");
			assertThat(settings.warnings()).hasSize(Integer.parseInt(cells[4].strip()));
		});
	}

	private static String text(EndpointSettings endpoint) {
		return endpoint.credentials().value().username() + ":" + endpoint.credentials().value().password() + "@"
				+ endpoint.url().value().firstHost() + "/" + endpoint.url().value().database();
	}

	private static Properties read(String provider) throws IOException {
		Properties properties = new Properties();
		try (InputStream file = ProviderVariablesTests.class.getResourceAsStream("env/" + provider + ".env")) {
			properties.load(new InputStreamReader(file, StandardCharsets.UTF_8));
		}
		return properties;
	}

}
