package io.chanuka.db.startup;

import java.sql.Connection;
import java.sql.SQLException;

import javax.sql.DataSource;

import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Waits for the first connection of an endpoint before it is asked for one.
 */
public final class GatedDataSource extends DelegatingDataSource {

	private final GatedEndpoint gate;

	/**
	 * Create a new instance.
	 * @param target where the connections come from
	 * @param gate waits
	 */
	public GatedDataSource(DataSource target, GatedEndpoint gate) {
		super(target);
		this.gate = gate;
	}

	@Override
	public Connection getConnection() throws SQLException {
		this.gate.await();
		return super.getConnection();
	}

	@Override
	public Connection getConnection(String username, String password) throws SQLException {
		this.gate.await();
		return super.getConnection(username, password);
	}

}
