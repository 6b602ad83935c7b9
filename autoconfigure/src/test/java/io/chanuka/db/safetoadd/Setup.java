package io.chanuka.db.safetoadd;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.chanuka.db.safetoadd.application.Start;

/**
 * What an application is made of and how it is started. The text {@code {dir}} stands for
 * the directory of its files, {@code {root}} for the certificate in its {@code root.crt}.
 */
final class Setup {

	private final boolean isTest;

	private final List<String> sources = new ArrayList<>();

	private final Map<String, String> files = new LinkedHashMap<>();

	private final Map<String, String> variables = new LinkedHashMap<>();

	private final Map<String, String> systemProperties = new LinkedHashMap<>();

	private final List<String> arguments = new ArrayList<>();

	Setup(boolean isTest) {
		this.isTest = isTest;
	}

	void source(Class<?> source) {
		this.sources.add(source.getName());
	}

	void file(String file, String text) {
		this.files.put(file, text);
	}

	void append(String file, String... lines) {
		this.files.merge(file, String.join("\n", lines), (text, more) -> text + "\n" + more);
	}

	void variable(String name, String value) {
		this.variables.put(name, value);
	}

	void systemProperty(String name, String value) {
		this.systemProperties.put(name, value);
	}

	void argument(String argument) {
		this.arguments.add(argument);
	}

	/**
	 * Writes the files.
	 * @return how to start the application with them
	 */
	Start write(Path directory) throws IOException {
		Path test = Files.createDirectories(directory.resolve("test"));
		Path main = Files.createDirectories(directory.resolve("main"));
		for (Map.Entry<String, String> file : this.files.entrySet()) {
			Path path = directory.resolve(file.getKey());
			Files.createDirectories(path.getParent());
			String root = Files.readString(directory.resolve("root.crt"));
			Files.writeString(path, here(file.getValue(), directory).replace("{root}", root));
		}
		return new Start(this.isTest ? List.of(test.toString(), main.toString()) : List.of(main.toString()),
				this.sources, this.isTest, here(this.variables, directory), here(this.systemProperties, directory),
				this.arguments.stream().map((argument) -> here(argument, directory)).toList());
	}

	private static Map<String, String> here(Map<String, String> values, Path directory) {
		Map<String, String> here = new LinkedHashMap<>();
		values.forEach((name, value) -> here.put(name, here(value, directory)));
		return here;
	}

	private static String here(String text, Path directory) {
		return text.replace("{dir}", directory.toString());
	}

}
