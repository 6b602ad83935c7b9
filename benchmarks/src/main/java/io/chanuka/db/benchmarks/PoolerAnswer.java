package io.chanuka.db.benchmarks;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.ResultSet;
import java.sql.Statement;

import org.jspecify.annotations.Nullable;

/**
 * Answers the one question that a source asks when it opens a connection: which process
 * serves it, with which isolation level. Made by reflection, because nothing is measured
 * while one is opened.
 */
final class PoolerAnswer {

	/**
	 * The number of the process.
	 */
	static final int BACKEND = 1;

	private PoolerAnswer() {
	}

	static Statement statement() {
		return (Statement) Proxy.newProxyInstance(PoolerAnswer.class.getClassLoader(),
				new Class<?>[] { Statement.class },
				(proxy, method, arguments) -> method.getName().equals("executeQuery") ? rows() : answer(method));
	}

	private static ResultSet rows() {
		return (ResultSet) Proxy.newProxyInstance(PoolerAnswer.class.getClassLoader(),
				new Class<?>[] { ResultSet.class }, (proxy, method, arguments) -> answer(method));
	}

	private static @Nullable Object answer(Method method) {
		return switch (method.getName()) {
			case "next" -> true;
			case "getInt" -> BACKEND;
			case "getString" -> "read committed";
			case "close" -> null;
			default -> throw new UnsupportedOperationException(method.toString());
		};
	}

}
