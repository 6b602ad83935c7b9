package io.chanuka.db.connection.source;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.postgresql.core.BaseStatement;
import org.postgresql.core.Field;
import org.postgresql.core.Oid;
import org.postgresql.core.Tuple;

/**
 * The version of the server, which Flyway queries before each migration again. It cannot
 * change within a session, so one round trip is enough.
 */
final class ServerVersion {

	/**
	 * As Flyway sends it ({@code BaseDatabaseType}).
	 */
	static final String QUERY = "SELECT version()";

	private final Connection connection;

	private byte @Nullable [] version;

	/**
	 * Create a new instance.
	 * @param connection the connection
	 */
	ServerVersion(Connection connection) {
		this.connection = connection;
	}

	/**
	 * Prepares the query.
	 * @return a statement that queries the server once
	 * @throws SQLException if that fails
	 */
	PreparedStatement prepare() throws SQLException {
		PreparedStatement statement = this.connection.prepareStatement(QUERY);
		return (PreparedStatement) Proxy.newProxyInstance(ServerVersion.class.getClassLoader(),
				new Class<?>[] { PreparedStatement.class },
				(proxy, method, arguments) -> method.getName().equals("executeQuery") ? execute(statement)
						: invoke(statement, method, arguments));
	}

	private ResultSet execute(PreparedStatement statement) throws SQLException {
		if (this.version == null) {
			try (ResultSet row = statement.executeQuery()) {
				row.next();
				this.version = row.getString(1).getBytes(StandardCharsets.UTF_8);
			}
		}
		return statement.unwrap(BaseStatement.class)
			.createDriverResultSet(new Field[] { new Field("version", Oid.TEXT) },
					List.of(new Tuple(new byte[][] { this.version })));
	}

	private static @Nullable Object invoke(PreparedStatement statement, Method method, Object @Nullable [] arguments)
			throws Throwable {
		try {
			return method.invoke(statement, arguments);
		}
		catch (InvocationTargetException ex) {
			throw ex.getTargetException();
		}
	}

}
