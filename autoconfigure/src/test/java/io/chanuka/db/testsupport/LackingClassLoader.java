package io.chanuka.db.testsupport;

import java.io.IOException;
import java.net.URL;
import java.util.Arrays;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.function.Predicate;

import org.springframework.boot.test.context.FilteredClassLoader;

/**
 * The class path of an application that lacks migrations or some libraries, whose classes
 * and service files are hidden.
 */
public final class LackingClassLoader extends FilteredClassLoader {

	private final List<String> libraries;

	private LackingClassLoader(Predicate<String> resource, List<String> libraries) {
		super(resource, (name) -> libraries.stream().anyMatch((part) -> isIn(name, part)));
		this.libraries = libraries;
	}

	/**
	 * The class path without migrations.
	 * @param libraries the libraries that are absent too, for example {@code liquibase}
	 */
	public static LackingClassLoader withoutMigrations(String... libraries) {
		return new LackingClassLoader((name) -> name.startsWith("db/migration"), Arrays.asList(libraries));
	}

	/**
	 * The class path without some libraries.
	 * @param libraries the libraries, for example {@code liquibase}
	 */
	public static LackingClassLoader without(String... libraries) {
		return new LackingClassLoader((name) -> false, Arrays.asList(libraries));
	}

	private static boolean isIn(String className, String library) {
		return className.startsWith(library + ".") || className.startsWith("org.springframework." + library + ".")
				|| className.startsWith("org.springframework.boot." + library + ".");
	}

	@Override
	public Enumeration<URL> getResources(String name) throws IOException {
		return Collections.enumeration(Collections.list(super.getResources(name))
			.stream()
			.filter((url) -> this.libraries.stream().noneMatch((part) -> url.toString().contains("-" + part + "-")))
			.toList());
	}

}
