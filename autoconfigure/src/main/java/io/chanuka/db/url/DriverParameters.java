package io.chanuka.db.url;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * The names of the JDBC driver's own parameters. A test holds them against the driver.
 *
 * @see <a href="https://jdbc.postgresql.org/documentation/use/">pgjdbc, Connection
 * Parameters</a>
 */
final class DriverParameters {

	private static final Set<String> NAMES = Set.of("adaptiveFetch", "adaptiveFetchMaximum", "adaptiveFetchMinimum",
			"allowEncodingChanges", "ApplicationName", "assumeMinServerVersion", "authenticationPluginClassName",
			"autosave", "binaryTransfer", "binaryTransferDisable", "binaryTransferEnable", "cancelSignalTimeout",
			"channelBinding", "classLoaderStrategy", "cleanupSavepoints", "connectExecutor", "connectExecutorArg",
			"connectTimeout", "convertBooleanToNumeric", "currentSchema", "databaseMetadataCacheFields",
			"databaseMetadataCacheFieldsMiB", "defaultRowFetchSize", "disableColumnSanitiser", "escapeSyntaxCallMode",
			"flushCacheOnDdl", "groupStartupParameters", "gssEncMode", "gsslib", "gssResponseTimeout",
			"gssUseDefaultCreds", "hideUnprivilegedObjects", "hostRecheckSeconds", "jaasApplicationName", "jaasLogin",
			"kerberosServerName", "loadBalanceHosts", "localSocketAddress", "loggerFile", "loggerLevel", "loginTimeout",
			"logServerErrorDetail", "logUnclosedConnections", "maxResultBuffer", "maxSendBufferSize", "options",
			"pemKeyAlgorithm", "preferQueryMode", "preparedStatementCacheQueries", "preparedStatementCacheSizeMiB",
			"prepareThreshold", "protocolVersion", "queryTimeout", "quoteReturningIdentifiers", "readOnly",
			"readOnlyMode", "receiveBufferSize", "replication", "requireAuth", "reWriteBatchedInserts",
			"reWriteBatchedInsertsSize", "scramMaxIterations", "sendBufferSize", "socketFactory", "socketFactoryArg",
			"socketTimeout", "ssl", "sslcert", "sslfactory", "sslfactoryarg", "sslhostnameverifier", "sslkey",
			"sslmode", "sslNegotiation", "sslpassword", "sslpasswordcallback", "sslResponseTimeout", "sslrootcert",
			"sspiServiceClass", "stringtype", "targetServerType", "tcpKeepAlive", "tcpNoDelay", "unknownLength",
			"useSpnego", "xmlFactoryFactory");

	private static final Map<String, String> BY_LOWER_CASE = Stream
		.concat(NAMES.stream(), Stream.of("user", "password"))
		.collect(Collectors.toUnmodifiableMap((name) -> name.toLowerCase(Locale.ROOT), (name) -> name));

	private DriverParameters() {
	}

	/**
	 * The driver is strict about case; variables and people are not.
	 * @param name a name in any case
	 * @return the name as the driver writes it, or {@code null} if it has none such
	 */
	static @Nullable String canonicalName(String name) {
		return BY_LOWER_CASE.get(name.toLowerCase(Locale.ROOT));
	}

	static Set<String> names() {
		return NAMES;
	}

}
