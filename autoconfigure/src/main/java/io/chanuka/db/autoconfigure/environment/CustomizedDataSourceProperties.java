package io.chanuka.db.autoconfigure.environment;

import java.util.Objects;

import io.chanuka.db.settings.Origin;
import io.chanuka.db.settings.input.RedirectedEndpoint;
import io.chanuka.db.settings.selection.UrlSelection;
import io.chanuka.db.url.Credentials;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;
import org.springframework.core.env.Environment;

/**
 * The properties of Spring Boot's DataSource where a bean post-processor has changed
 * them, as libraries for logins without a password do. Spring Boot connects with what it
 * finds in the bean, whatever is set in the environment.
 */
final class CustomizedDataSourceProperties {

	private static final Origin ORIGIN = new Origin(Origin.Kind.CONNECTION_DETAILS, "bean DataSourceProperties");

	private final Environment environment;

	CustomizedDataSourceProperties(Environment environment) {
		this.environment = environment;
	}

	/**
	 * What the bean demands.
	 * @param properties the bean, or {@code null} if there is none
	 * @param rule how the environment names the database
	 * @return the endpoint, or {@code null} if the bean is as it was bound, or if
	 * Spring's URL is not the one that is used
	 */
	@Nullable RedirectedEndpoint redirect(@Nullable DataSourceProperties properties, UrlSelection.Rule rule) {
		boolean isUsed = rule == UrlSelection.Rule.SPRING_URL || rule == UrlSelection.Rule.NONE;
		if (properties == null || properties.getUrl() == null || !isUsed || isAsBound(properties)) {
			return null;
		}
		String url = hikari("jdbc-url");
		String username = hikari("username");
		String password = hikari("password");
		return new RedirectedEndpoint((url != null) ? url : properties.getUrl(),
				new Credentials((username != null) ? username : properties.getUsername(),
						(password != null) ? password : properties.getPassword()),
				ORIGIN);
	}

	private boolean isAsBound(DataSourceProperties properties) {
		DataSourceProperties bound = Binder.get(this.environment)
			.bind("spring.datasource", Bindable.of(DataSourceProperties.class))
			.orElseGet(DataSourceProperties::new);
		return Objects.equals(bound.getUrl(), properties.getUrl())
				&& Objects.equals(bound.getUsername(), properties.getUsername())
				&& Objects.equals(bound.getPassword(), properties.getPassword());
	}

	private @Nullable String hikari(String name) {
		return this.environment.getProperty("spring.datasource.hikari." + name);
	}

}
