package io.chanuka.db.command.verify;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.chanuka.db.command.CommandName;
import io.chanuka.db.command.CommandReport;
import io.chanuka.db.command.DatabaseCommand;
import io.chanuka.db.command.ReportTable;
import io.chanuka.db.connection.TlsRefusedException;
import io.chanuka.db.migration.state.SchemaMigrations;
import io.chanuka.db.settings.DatabaseSettings;
import io.chanuka.db.url.Redactor;
import org.jspecify.annotations.Nullable;

/**
 * Checks that endpoints, schema, roles and encryption are as the settings state. It
 * changes nothing.
 */
public final class VerifyCommand implements DatabaseCommand {

	private static final List<String> COLUMNS = List.of("check", "state", "detail");

	private final ConnectionOpener runtime;

	private final ConnectionOpener migration;

	private final DatabaseSettings settings;

	private final List<SchemaMigrations> migrations;

	/**
	 * Create a new instance.
	 * @param runtime opens a connection of the runtime
	 * @param migration opens a connection of the migrations
	 * @param settings the settings
	 * @param migrations the migrations of each history table
	 */
	public VerifyCommand(ConnectionOpener runtime, ConnectionOpener migration, DatabaseSettings settings,
			List<SchemaMigrations> migrations) {
		this.runtime = runtime;
		this.migration = migration;
		this.settings = settings;
		this.migrations = List.copyOf(migrations);
	}

	@Override
	public CommandReport run() {
		List<Finding> findings = new ArrayList<>();
		try (Connection working = open("runtime", this.runtime, findings);
				Connection migrating = open("migration", this.migration, findings)) {
			if (working != null && migrating != null) {
				check(working, migrating, findings);
			}
		}
		catch (SQLException ex) {
			findings.add(Finding.failed("connection", message(ex)));
		}
		return report(findings);
	}

	private static @Nullable Connection open(String endpoint, ConnectionOpener opener, List<Finding> findings) {
		try {
			Connection connection = opener.open();
			findings.add(Finding.ok(endpoint + " connection", "opened"));
			return connection;
		}
		catch (SQLException ex) {
			findings.add(Finding.failed(endpoint + " connection", message(ex), action(endpoint, ex)));
			return null;
		}
	}

	private static String action(String endpoint, SQLException failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof TlsRefusedException refused) {
				return refused.action();
			}
		}
		return "Correct the URL, the user or the password of the " + endpoint
				+ ", or start the server; then verify again.";
	}

	private static String message(SQLException failure) {
		return Redactor.redactText(String.valueOf(failure.getMessage()).replaceAll("\\s+", " "));
	}

	private void check(Connection working, Connection migrating, List<Finding> findings) throws SQLException {
		EndpointState runtimeState = EndpointState.read(working);
		EndpointState migrationState = EndpointState.read(migrating);
		findings.add(ServerVersionCheck.check(runtimeState));
		findings.add(ClusterCheck.check(runtimeState, migrationState));
		findings.add(EncryptionCheck.check("runtime", this.settings.runtimeTls(), runtimeState));
		findings.add(EncryptionCheck.check("migration", this.settings.migrationTls(), migrationState));
		findings.add(PoolerCheck.runtime(this.settings, runtimeState));
		findings.add(PoolerCheck.migration(this.settings, migrationState));
		findings.add(SchemaCheck.check(this.migrations));
		if (ClusterCheck.isSame(runtimeState, migrationState)) {
			List<MigratedRelation> relations = MigratedRelations.read(migrating, runtimeState.user(), this.migrations);
			findings.add(PrivilegeCheck.check(runtimeState.user(), relations));
			findings.add(RoleCheck.check(runtimeState, migrationState, relations));
		}
	}

	private static CommandReport report(List<Finding> findings) {
		boolean succeeded = findings.stream().noneMatch((finding) -> finding.state() == FindingState.FAILED);
		return new CommandReport(CommandName.VERIFY, succeeded, Map.of(),
				List.of(new ReportTable("checks", COLUMNS,
						findings.stream()
							.map((finding) -> List.<@Nullable String>of(finding.check(), finding.state().toString(),
									finding.detail()))
							.toList())),
				findings.stream().flatMap((finding) -> finding.actions().stream()).distinct().toList());
	}

	/**
	 * Opens a connection that the command closes.
	 */
	@FunctionalInterface
	public interface ConnectionOpener {

		/**
		 * Opens.
		 * @return the connection
		 * @throws SQLException if it cannot be opened
		 */
		Connection open() throws SQLException;

	}

}
