package io.chanuka.db;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

/**
 * The types of the API, as each {@code package-info} states them after {@code API:}.
 */
final class StatedApi {

	private static final Path SOURCES = Path.of("src/main/java");

	private static final Pattern STATEMENT = Pattern.compile("<p> API: ([^.]*)\\.");

	private static final Pattern LINK = Pattern.compile("\\{@link (\\w+)}");

	private StatedApi() {
	}

	/**
	 * The stated types, in the order of their names.
	 */
	static List<Class<?>> types() {
		try (Stream<Path> files = Files.walk(SOURCES)) {
			return files.filter((file) -> file.endsWith("package-info.java"))
				.map((file) -> SOURCES.relativize(file.getParent()).toString().replace('/', '.'))
				.flatMap(StatedApi::types)
				.sorted()
				.<Class<?>>map(StatedApi::load)
				.toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static Stream<String> types(String packageName) {
		Matcher statement = STATEMENT.matcher(packageInfo(packageName));
		return statement.find()
				? LINK.matcher(statement.group(1)).results().map((link) -> packageName + "." + link.group(1))
				: Stream.empty();
	}

	private static Class<?> load(String name) {
		try {
			return Class.forName(name, false, StatedApi.class.getClassLoader());
		}
		catch (ClassNotFoundException ex) {
			throw new IllegalStateException(name + " is stated as API and does not exist", ex);
		}
	}

	/**
	 * The text of a {@code package-info}, in one line.
	 */
	static String packageInfo(String packageName) {
		try {
			return Files.readString(SOURCES.resolve(packageName.replace('.', '/')).resolve("package-info.java"))
				.replaceAll("\\s+(\\*\\s+)?", " ");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * All public types that are not nested.
	 */
	static List<JavaClass> publicTypes() {
		return new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
			.importPackages("io.chanuka.db")
			.stream()
			.filter((type) -> type.isTopLevelClass() && type.getModifiers().contains(JavaModifier.PUBLIC))
			.filter((type) -> !type.getSimpleName().equals("package-info"))
			.toList();
	}

	/**
	 * The types of this project that a text names.
	 */
	static List<String> named(String text) {
		return Pattern.compile("io\\.chanuka\\.db(\\.[a-z]+)*\\.[A-Z]\\w*")
			.matcher(text)
			.results()
			.map(MatchResult::group)
			.toList();
	}

}
