package io.chanuka.db.statement.jdbc;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.CallableStatement;

import org.jspecify.annotations.Nullable;

/**
 * A call whose executions are measured and logged. A dynamic proxy, because the interface
 * has more than a hundred methods of its own and a call is rare.
 */
final class LoggedCall implements InvocationHandler {

	private final CallableStatement delegate;

	private final LoggedPreparedStatement logged;

	private LoggedCall(CallableStatement delegate, LoggedPreparedStatement logged) {
		this.delegate = delegate;
		this.logged = logged;
	}

	static CallableStatement of(CallableStatement delegate, ExecutionLog log, String sql) {
		return (CallableStatement) Proxy.newProxyInstance(LoggedCall.class.getClassLoader(),
				new Class<?>[] { CallableStatement.class },
				new LoggedCall(delegate, new LoggedPreparedStatement(delegate, log, sql)));
	}

	@Override
	public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
			throws Throwable {
		if (method.getName().equals("equals")) {
			return arguments != null && proxy == arguments[0];
		}
		Object target = (method.getDeclaringClass() == CallableStatement.class) ? this.delegate : this.logged;
		try {
			return method.invoke(target, arguments);
		}
		catch (InvocationTargetException ex) {
			throw ex.getTargetException();
		}
	}

}
