package io.chanuka.db.documentation;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

import io.chanuka.db.autoconfigure.TestVariables;
import io.chanuka.db.settings.ShutdownSettings;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.util.ClassUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Binds the YAML of the documentation: configurations as Spring Boot does, manifests and
 * Compose files as far as they concern the application.
 */
class YamlInPagesTests {

	private static final KnownNames KNOWN = KnownNames.read();

	@Test
	void everyConfigurationIsBoundByTheTypesOfItsProperties() throws IOException {
		List<String> configurations = blocks((documents) -> !isManifest(documents));
		assertThat(configurations).hasSizeGreaterThan(8);
		for (String configuration : configurations) {
			for (PropertySource<?> source : load(configuration)) {
				StandardEnvironment environment = environment(source);
				for (String name : ((EnumerablePropertySource<?>) source).getPropertyNames()) {
					String plain = name.replaceAll("\\[\\d+]", "");
					assertThat(KNOWN.hasProperty(plain)).as("%s in %s", name, configuration).isTrue();
					bind(environment, plain);
				}
			}
		}
	}

	/**
	 * What stands in files that are not here, such as certificates, is no matter of the
	 * example.
	 */
	@Test
	void everyConfigurationOfADatabaseIsResolved() throws IOException {
		for (String configuration : blocks((documents) -> !isManifest(documents))) {
			if (configuration.contains("chanuka") && !configuration.contains("file:/")) {
				for (PropertySource<?> source : load(configuration)) {
					TestVariables
						.runner("DATABASE_URL", "postgresql://db.example.com/shop", "DATABASE_CONNECTION_POOL_URL",
								"postgresql://pool.example.com/shop")
						.withInitializer((context) -> context.getEnvironment().getPropertySources().addLast(source))
						.run((context) -> assertThat(context).as(configuration).hasNotFailed());
				}
			}
		}
	}

	@Test
	void everyVariableOfAContainerExists() {
		Map<String, Object> variables = new TreeMap<>();
		for (String manifest : blocks(YamlInPagesTests::isManifest)) {
			for (Object document : new Yaml().loadAll(manifest)) {
				collectVariables(document, variables);
			}
		}
		assertThat(variables).containsKeys("DATABASE_URL", "CHANUKA_DB_SHUTDOWN_READINESSDELAY");
		assertThat(variables.keySet())
			.allSatisfy((variable) -> assertThat(KNOWN.hasVariable(variable)).as(variable).isTrue());
	}

	@Test
	void variablesOfTheDeploymentAreBound() {
		Map<String, Object> variables = new TreeMap<>();
		String deployment = Page.of("docs/kubernetes.md").blocks("yaml").get(0);
		assertThat(deployment).contains("kind: Deployment");
		collectVariables(new Yaml().load(deployment), variables);
		List<String> pairs = new ArrayList<>(List.of("DATABASE_URL", "postgresql://db.example.com/shop",
				"KUBERNETES_SERVICE_HOST", "10.96.0.1", "KUBERNETES_SERVICE_PORT", "443"));
		variables.forEach((name, value) -> pairs.addAll(List.of(name, value.toString())));
		TestVariables.runner(pairs.toArray(String[]::new)).run((context) -> {
			assertThat(context).hasNotFailed();
			ShutdownSettings shutdown = context.getBean(ShutdownSettings.class);
			assertThat(shutdown.readinessDelay().value()).hasSeconds(10);
			assertThat(shutdown.gracePeriod().value()).hasSeconds(55);
			assertThat(deployment).contains("terminationGracePeriodSeconds: 55");
		});
	}

	@Test
	void everyManifestHasWhatItsKindNeeds() {
		for (String manifest : blocks((documents) -> true)) {
			for (Object document : new Yaml().loadAll(manifest)) {
				if (document instanceof Map<?, ?> map && map.containsKey("apiVersion")) {
					assertThat(map.keySet()).map(Object::toString)
						.containsExactlyInAnyOrder("apiVersion", "kind", "metadata", "spec");
				}
				if (document instanceof Map<?, ?> map && map.get("services") instanceof Map<?, ?> services) {
					assertThat(services.values())
						.allSatisfy((service) -> assertThat(((Map<?, ?>) service).get("image")).isNotNull());
				}
			}
		}
	}

	private static void bind(StandardEnvironment environment, String name) {
		String type = KNOWN.types().getOrDefault(name, "");
		if (type.isEmpty() || type.contains("<")) {
			return;
		}
		Class<?> known = ClassUtils.resolveClassName(type, YamlInPagesTests.class.getClassLoader());
		assertThat(Binder.get(environment).bind(name, Bindable.of(known)).isBound()).as(name).isTrue();
	}

	private static StandardEnvironment environment(PropertySource<?> source) {
		StandardEnvironment environment = new StandardEnvironment();
		environment.getPropertySources().addFirst(source);
		ConfigurationPropertySources.attach(environment);
		environment.setIgnoreUnresolvableNestedPlaceholders(true);
		environment.getSystemProperties().putIfAbsent("DATABASE_CONNECTION_POOL_URL", "postgresql://h/d");
		return environment;
	}

	private static List<PropertySource<?>> load(String yaml) throws IOException {
		return new YamlPropertySourceLoader().load("example",
				new ByteArrayResource(yaml.getBytes(StandardCharsets.UTF_8)));
	}

	private static List<String> blocks(Predicate<List<Object>> accepted) {
		return Page.all().stream().flatMap((page) -> page.blocks("yaml").stream()).filter((block) -> {
			List<Object> documents = new ArrayList<>();
			new Yaml().loadAll(block).forEach(documents::add);
			return accepted.test(documents);
		}).toList();
	}

	private static boolean isManifest(List<Object> documents) {
		return documents.get(0) instanceof Map<?, ?> map && !map.keySet()
			.stream()
			.map(Object::toString)
			.allMatch((key) -> key.matches("(spring|chanuka|management|server|logging)\\b.*"));
	}

	/**
	 * Those of containers that are not the database's own.
	 */
	private static void collectVariables(Object node, Map<String, Object> variables) {
		if (node instanceof List<?> list) {
			list.forEach((each) -> collectVariables(each, variables));
		}
		else if (node instanceof Map<?, ?> map && !String.valueOf(map.get("image")).startsWith("postgres:")) {
			if (map.get("environment") instanceof Map<?, ?> environment) {
				environment.forEach((name, value) -> variables.put(name.toString(), value));
			}
			if (map.get("env") instanceof List<?> entries) {
				entries.forEach((entry) -> variables.put(((Map<?, ?>) entry).get("name").toString(),
						String.valueOf(((Map<?, ?>) entry).get("value"))));
			}
			map.values().forEach((each) -> collectVariables(each, variables));
		}
	}

}
