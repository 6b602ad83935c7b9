package io.chanuka.db.pool;

import java.util.regex.Pattern;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariConfig;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;

/**
 * Where HikariCP gets its connections. It compares equal as long as these lead to the
 * same server and database.
 *
 * @param jdbcUrl the URL
 * @param driver the class of the driver, or {@code null} for PostgreSQL's
 * @param dataSourceClass the class of a DataSource
 * @param jndiName the name of a DataSource
 * @param dataSource a DataSource, which beats all others
 */
public record PoolTarget(@Nullable String jdbcUrl, @Nullable String driver, @Nullable String dataSourceClass,
		@Nullable String jndiName, @Nullable DataSource dataSource) {

	private static final Pattern PARAMETERS = Pattern.compile("(?s)[?;].*");

	private static final Pattern ADDRESS = Pattern
		.compile("jdbc:[a-z0-9+.:-]+//[\\w.\\[\\]-]*(?::\\d{1,5})?(?:,[\\w.\\[\\]-]+(?::\\d{1,5})?)*/[^/:@]*");

	private static final Pattern SUBPROTOCOL = Pattern.compile("(?s)(jdbc:\\w*:)?.*");

	/**
	 * Reads the configuration of a pool.
	 * @param config the configuration as it is now
	 * @return its target
	 */
	public static PoolTarget of(HikariConfig config) {
		String driver = stripped(config.getDriverClassName());
		return new PoolTarget(stripped(config.getJdbcUrl()), Driver.class.getName().equals(driver) ? null : driver,
				stripped(config.getDataSourceClassName()), stripped(config.getDataSourceJNDI()),
				config.getDataSource());
	}

	/**
	 * As HikariCP does it when it starts.
	 */
	private static @Nullable String stripped(@Nullable String value) {
		return (value == null || value.trim().isEmpty()) ? null : value.trim();
	}

	/**
	 * The same without a DataSource, to describe the rest.
	 */
	PoolTarget without(@Nullable DataSource known) {
		return (this.dataSource != known) ? this
				: new PoolTarget(this.jdbcUrl, this.driver, this.dataSourceClass, this.jndiName, null);
	}

	/**
	 * Without user information and parameters, which can be secrets.
	 */
	@Override
	public String toString() {
		if (this.dataSource != null) {
			return "a DataSource of type " + this.dataSource.getClass().getName();
		}
		if (this.dataSourceClass != null) {
			return "a DataSource of type " + this.dataSourceClass;
		}
		return (this.jdbcUrl != null) ? withoutSecrets(this.jdbcUrl) : "the DataSource " + this.jndiName;
	}

	/**
	 * Drivers of other databases separate parameters by semicolons. Where a password may
	 * stand before an at sign, only what is clearly host and database is shown.
	 */
	private static String withoutSecrets(String url) {
		String address = PARAMETERS.matcher(url).replaceFirst("");
		return (!url.contains("@") || ADDRESS.matcher(address).matches()) ? address
				: SUBPROTOCOL.matcher(url).replaceFirst("$1******");
	}

}
