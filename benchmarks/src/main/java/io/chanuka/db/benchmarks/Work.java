package io.chanuka.db.benchmarks;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

import javax.sql.DataSource;

/**
 * What is done again and again.
 */
enum Work {

	/**
	 * Borrow and give back.
	 */
	CYCLE("borrow, close") {
		@Override
		void run(DataSource dataSource, int times) throws SQLException {
			for (int i = 0; i < times; i++) {
				dataSource.getConnection().close();
			}
		}
	},

	/**
	 * Borrow, prepare, execute and give back.
	 */
	STATEMENT("borrow, prepare, execute, close") {
		@Override
		void run(DataSource dataSource, int times) throws SQLException {
			for (int i = 0; i < times; i++) {
				try (Connection connection = dataSource.getConnection();
						PreparedStatement statement = connection.prepareStatement("select 1")) {
					statement.execute();
				}
			}
		}
	};

	private final String description;

	Work(String description) {
		this.description = description;
	}

	abstract void run(DataSource dataSource, int times) throws SQLException;

	@Override
	public String toString() {
		return this.description;
	}

}
