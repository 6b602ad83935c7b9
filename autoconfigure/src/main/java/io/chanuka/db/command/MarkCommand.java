package io.chanuka.db.command;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

import javax.sql.DataSource;

import io.chanuka.db.migration.guard.EnvironmentGuard;
import io.chanuka.db.migration.guard.Marking;

/**
 * Marks the database with the environment of the application.
 */
public final class MarkCommand implements DatabaseCommand {

	private final DataSource migration;

	private final EnvironmentGuard guard;

	/**
	 * Create a new instance.
	 * @param migration where the connection of the migrations comes from
	 * @param guard marks
	 */
	public MarkCommand(DataSource migration, EnvironmentGuard guard) {
		this.migration = migration;
		this.guard = guard;
	}

	@Override
	public CommandReport run() {
		try (Connection connection = this.migration.getConnection()) {
			Marking marking = this.guard.mark(connection);
			return new CommandReport(CommandName.MARK, marking.marked(), Map.of("result", marking.text()), List.of(),
					List.of());
		}
		catch (SQLException ex) {
			throw new IllegalStateException("The database cannot be marked: " + ex.getMessage(), ex);
		}
	}

}
