package io.chanuka.db.autoconfigure;

import java.util.LinkedHashMap;
import java.util.Map;

import io.chanuka.db.autoconfigure.EnvironmentAliases.Alias;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.origin.Origin;
import org.springframework.boot.origin.OriginLookup;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.util.StringUtils;

/**
 * Makes variables such as {@code DATABASE_URL} visible under the names of our properties,
 * weaker than {@code CHANUKA_*} variables and stronger than configuration files.
 */
final class EnvironmentAliasesPostProcessor implements EnvironmentPostProcessor, Ordered {

	static final String PROPERTY_SOURCE = "chanukaDbEnvironmentAliases";

	@Override
	public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
		Map<String, Object> properties = new LinkedHashMap<>();
		Map<String, Origin> origins = new LinkedHashMap<>();
		for (Alias alias : EnvironmentAliases.all()) {
			String value = environment.getProperty(alias.variable());
			if (StringUtils.hasText(value) && properties.putIfAbsent(alias.property(), value) == null) {
				origins.put(alias.property(), new EnvironmentAliasOrigin(alias.variable()));
			}
		}
		if (!properties.isEmpty()) {
			add(environment.getPropertySources(), new AliasPropertySource(properties, origins));
		}
	}

	private static void add(MutablePropertySources sources, AliasPropertySource aliases) {
		String variables = StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME;
		if (sources.contains(variables)) {
			sources.addAfter(variables, aliases);
		}
		else {
			sources.addFirst(aliases);
		}
	}

	/**
	 * After configuration files are loaded, so that variables in them count as well.
	 */
	@Override
	public int getOrder() {
		return Ordered.LOWEST_PRECEDENCE;
	}

	/**
	 * Property source that knows which variable each property came from.
	 */
	private static final class AliasPropertySource extends MapPropertySource implements OriginLookup<String> {

		private final Map<String, Origin> origins;

		AliasPropertySource(Map<String, Object> properties, Map<String, Origin> origins) {
			super(PROPERTY_SOURCE, properties);
			this.origins = origins;
		}

		@Override
		public @Nullable Origin getOrigin(String key) {
			return this.origins.get(key);
		}

	}

}
