package io.chanuka.db.safetoadd.application;

import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.util.Properties;
import java.util.logging.Logger;

/**
 * A driver that wraps PostgreSQL's, as those of P6Spy and OpenTelemetry do.
 */
public final class WrappingDriver implements Driver {

	private static final String PREFIX = "jdbc:wrapped:";

	private final Driver driver = new org.postgresql.Driver();

	@Override
	public Connection connect(String url, Properties info) throws SQLException {
		return this.driver.connect(url.replace(PREFIX, "jdbc:"), info);
	}

	@Override
	public boolean acceptsURL(String url) throws SQLException {
		return url.startsWith(PREFIX) || this.driver.acceptsURL(url);
	}

	@Override
	public DriverPropertyInfo[] getPropertyInfo(String url, Properties info) throws SQLException {
		return this.driver.getPropertyInfo(url, info);
	}

	@Override
	public int getMajorVersion() {
		return 1;
	}

	@Override
	public int getMinorVersion() {
		return 0;
	}

	@Override
	public boolean jdbcCompliant() {
		return false;
	}

	@Override
	public Logger getParentLogger() {
		return Logger.getLogger(WrappingDriver.class.getName());
	}

}
