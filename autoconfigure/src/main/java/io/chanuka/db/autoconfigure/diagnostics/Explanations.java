package io.chanuka.db.autoconfigure.diagnostics;

import java.util.List;
import java.util.stream.Stream;

import io.chanuka.db.autoconfigure.diagnostics.connection.ConnectTimeout;
import io.chanuka.db.autoconfigure.diagnostics.connection.ConnectionRefused;
import io.chanuka.db.autoconfigure.diagnostics.connection.Ipv6OnlyHost;
import io.chanuka.db.autoconfigure.diagnostics.connection.LoginTimeout;
import io.chanuka.db.autoconfigure.diagnostics.connection.NeonEndpointMissing;
import io.chanuka.db.autoconfigure.diagnostics.connection.NeonEndpointUnavailable;
import io.chanuka.db.autoconfigure.diagnostics.connection.NoRoute;
import io.chanuka.db.autoconfigure.diagnostics.connection.ServerNotAccepting;
import io.chanuka.db.autoconfigure.diagnostics.connection.UnexpectedPooler;
import io.chanuka.db.autoconfigure.diagnostics.connection.UnknownFailure;
import io.chanuka.db.autoconfigure.diagnostics.connection.UnknownHost;
import io.chanuka.db.autoconfigure.diagnostics.connection.UnrecognizedPooler;
import io.chanuka.db.autoconfigure.diagnostics.failure.FailureExplanation;
import io.chanuka.db.autoconfigure.diagnostics.login.EncryptionRefused;
import io.chanuka.db.autoconfigure.diagnostics.login.EncryptionRequired;
import io.chanuka.db.autoconfigure.diagnostics.login.MissingPassword;
import io.chanuka.db.autoconfigure.diagnostics.login.PoolLargerThanServer;
import io.chanuka.db.autoconfigure.diagnostics.login.SupabaseTenantUnknown;
import io.chanuka.db.autoconfigure.diagnostics.login.TooManyConnections;
import io.chanuka.db.autoconfigure.diagnostics.login.UnknownDatabase;
import io.chanuka.db.autoconfigure.diagnostics.login.UserNotAdmitted;
import io.chanuka.db.autoconfigure.diagnostics.login.WrongPassword;
import io.chanuka.db.autoconfigure.diagnostics.migration.FlywayFailures;
import io.chanuka.db.autoconfigure.diagnostics.migration.HistoryRows;
import io.chanuka.db.autoconfigure.diagnostics.privilege.DatabasePrivilege;
import io.chanuka.db.autoconfigure.diagnostics.privilege.MigrationPrivilege;
import io.chanuka.db.autoconfigure.diagnostics.privilege.ReadOnlyServer;
import io.chanuka.db.autoconfigure.diagnostics.privilege.RuntimePrivilege;
import io.chanuka.db.autoconfigure.diagnostics.tls.ExpiredCertificate;
import io.chanuka.db.autoconfigure.diagnostics.tls.NoRootCertificate;
import io.chanuka.db.autoconfigure.diagnostics.tls.ServerWithoutTls;
import io.chanuka.db.autoconfigure.diagnostics.tls.TlsFailed;
import io.chanuka.db.autoconfigure.diagnostics.tls.UntrustedCertificate;
import io.chanuka.db.autoconfigure.diagnostics.tls.WrongHostName;

import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;

/**
 * All explanations, the more specific ones first.
 */
final class Explanations {

	private final Environment environment;

	Explanations(Environment environment) {
		this.environment = environment;
	}

	List<FailureExplanation> all() {
		return Stream.of(network(), encryption(), users(), privileges(), migrations(), rest())
			.flatMap(List::stream)
			.toList();
	}

	private static List<FailureExplanation> network() {
		return List.of(new UnexpectedPooler(), new Ipv6OnlyHost(), new UnknownHost(), new ConnectionRefused(),
				new NoRoute(), new ConnectTimeout(), new LoginTimeout(), new ServerNotAccepting(),
				new NeonEndpointMissing(), new NeonEndpointUnavailable());
	}

	private static List<FailureExplanation> encryption() {
		return List.of(new ServerWithoutTls(), new UntrustedCertificate(), new NoRootCertificate(),
				new ExpiredCertificate(), new WrongHostName(), new TlsFailed());
	}

	private static List<FailureExplanation> users() {
		return List.of(new SupabaseTenantUnknown(), new WrongPassword(), new MissingPassword(), new UnknownDatabase(),
				new PoolLargerThanServer(), new TooManyConnections(), new EncryptionRequired(), new EncryptionRefused(),
				new UserNotAdmitted());
	}

	private static List<FailureExplanation> privileges() {
		return List.of(new DatabasePrivilege(), new MigrationPrivilege(), new RuntimePrivilege(), new ReadOnlyServer());
	}

	private List<FailureExplanation> migrations() {
		return isFlywayPresent() ? FlywayFailures.all(HistoryRows.of(this.environment)) : List.of();
	}

	private static List<FailureExplanation> rest() {
		return List.of(new UnrecognizedPooler(), new UnknownFailure());
	}

	static boolean isFlywayPresent() {
		return ClassUtils.isPresent("org.flywaydb.core.internal.exception.FlywayMigrateException",
				Explanations.class.getClassLoader());
	}

}
