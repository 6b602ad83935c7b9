package io.chanuka.db.autoconfigure;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import com.zaxxer.hikari.HikariDataSource;
import io.chanuka.db.autoconfigure.condition.BootDataSourceDefinition;
import io.chanuka.db.pool.RuntimePool;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.PropertySource;
import org.springframework.util.StringUtils;

/**
 * Adds the runtime pool to what Spring Cloud never rebinds. Its own default names
 * {@link HikariDataSource} and no subclass. The value is computed when it is read, from
 * all other property sources, as Spring Cloud replaces these during a refresh.
 */
final class NeverRefreshablePropertySource extends EnumerablePropertySource<MutablePropertySources> {

	/**
	 * Class names or bean names, separated by commas.
	 */
	static final String PROPERTY = "spring.cloud.refresh.never-refreshable";

	static final String NAME = "chanukaNeverRefreshable";

	/**
	 * The bean's name stands for whatever wraps the pool, such as Spring Boot's proxy
	 * that fetches connections lazily.
	 */
	private static final List<String> ADDED = List.of(RuntimePool.class.getName(), BootDataSourceDefinition.BEAN_NAME);

	NeverRefreshablePropertySource(MutablePropertySources sources) {
		super(NAME, sources);
	}

	@Override
	public String[] getPropertyNames() {
		return new String[] { PROPERTY };
	}

	@Override
	public @Nullable Object getProperty(String name) {
		if (!name.equals(PROPERTY)) {
			return null;
		}
		Set<String> all = new LinkedHashSet<>(List.of(StringUtils.commaDelimitedListToStringArray(configured())));
		all.addAll(ADDED);
		return String.join(",", all);
	}

	/**
	 * The value without this source, or Spring Cloud's default.
	 */
	private String configured() {
		List<PropertySource<?>> others = this.source.stream()
			.filter((other) -> !other.getName().equals(NAME)
					&& !ConfigurationPropertySources.isAttachedConfigurationPropertySource(other))
			.toList();
		return new Binder(ConfigurationPropertySources.from(others)).bind(PROPERTY, String.class)
			.orElseGet(HikariDataSource.class::getName);
	}

}
