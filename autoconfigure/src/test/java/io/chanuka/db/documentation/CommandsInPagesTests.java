package io.chanuka.db.documentation;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.chanuka.db.command.CommandName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds the shell commands of the documentation against the shell, the build and the
 * commands of the jar.
 */
class CommandsInPagesTests {

	private static final Pattern RUN = Pattern.compile("--chanuka\\.db\\.run=(\\w+)");

	private static final Set<String> PROGRAMS = Set.of("base64", "curl", "export", "fly", "git", "heroku", "java",
			"mvn", "psql", "time", ".ci/reproducible");

	private static final Set<String> PHASES = Set.of("clean", "verify", "package", "install", "deploy");

	@Test
	void theShellUnderstandsEveryBlock() throws Exception {
		for (Page page : Page.all()) {
			for (String block : page.blocks("bash")) {
				Process shell = new ProcessBuilder("bash", "-n").redirectErrorStream(true).start();
				shell.getOutputStream().write(block.getBytes());
				shell.getOutputStream().close();
				String output = new String(shell.getInputStream().readAllBytes());
				assertThat(shell.waitFor()).as("%s: %s%s", page.name(), block, output).isZero();
			}
		}
	}

	@Test
	void everyLineBeginsWithAProgram() {
		assertThat(lines()).isNotEmpty()
			.allSatisfy((line) -> assertThat(PROGRAMS).as(line).contains(line.split(" ")[0]));
	}

	@Test
	void everyCommandOfTheJarIsDocumentedAndTheReverse() {
		Set<String> documented = Page.all()
			.stream()
			.flatMap((page) -> RUN.matcher(page.text()).results())
			.map((run) -> run.group(1))
			.collect(Collectors.toCollection(TreeSet::new));
		Set<String> real = Arrays.stream(CommandName.values())
			.map(CommandName::toString)
			.collect(Collectors.toCollection(TreeSet::new));
		assertThat(real).containsAll(documented);
		assertThat(Page.of("docs/commands.md").text())
			.contains(real.stream().map((name) -> "| `" + name + "` |").toArray(String[]::new));
	}

	@Test
	void everyGoalModuleAndProfileOfMavenExists() throws IOException {
		String pom = Files.readString(Page.ROOT.resolve("pom.xml"));
		for (String line : lines()) {
			if (line.startsWith("mvn ")) {
				for (String word : line.substring("mvn ".length()).replace("-pl ", "-pl=").split("\\s+")) {
					assertKnownToMaven(pom, line, word);
				}
			}
		}
	}

	/**
	 * The plugin of versions is named by its prefix: no module configures it.
	 */
	private static void assertKnownToMaven(String pom, String line, String word) {
		if (word.startsWith("-pl=")) {
			assertThat(List.of(word.substring("-pl=".length()).split(",")))
				.allSatisfy((module) -> assertThat(pom).contains("<module>" + module + "</module>"));
		}
		else if (word.startsWith("-P")) {
			assertThat(pom).as(line).contains("<id>" + word.substring(2).strip() + "</id>");
		}
		else if (word.matches("[\\w-]+:[\\w-]+") && !word.startsWith("versions:")) {
			assertThat(pom).as(line).contains(word.split(":")[0] + "-maven-plugin");
		}
		else if (!word.startsWith("-") && !word.contains(":")) {
			assertThat(PHASES).as(line).contains(word);
		}
	}

	@Test
	void everyFileOfTheProjectExists() {
		for (String line : lines()) {
			Pattern.compile("(?<![\\w/.-])(?:\\.ci|sample-app)/[\\w./-]+")
				.matcher(line)
				.results()
				.map(MatchResult::group)
				.filter((file) -> !file.contains("/target/"))
				.forEach((file) -> assertThat(Page.ROOT.resolve(file)).as(line).exists());
		}
	}

	private static List<String> lines() {
		return Page.all()
			.stream()
			.flatMap((page) -> page.blocks("bash").stream())
			.flatMap(String::lines)
			.flatMap((line) -> Stream.of(line.split("#")[0].strip()))
			.filter((line) -> !line.isEmpty())
			.toList();
	}

}
