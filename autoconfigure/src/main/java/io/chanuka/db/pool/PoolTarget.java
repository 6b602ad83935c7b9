package io.chanuka.db.pool;

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

	/**
	 * Reads the configuration of a pool.
	 * @param config the configuration as it is now
	 * @return its target
	 */
	public static PoolTarget of(HikariConfig config) {
		String driver = config.getDriverClassName();
		return new PoolTarget(config.getJdbcUrl(), Driver.class.getName().equals(driver) ? null : driver,
				config.getDataSourceClassName(), config.getDataSourceJNDI(), config.getDataSource());
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
		return (this.jdbcUrl != null) ? this.jdbcUrl.replaceAll("\\?.*", "").replaceAll("//[^/]*@", "//")
				: "the DataSource " + this.jndiName;
	}

}
