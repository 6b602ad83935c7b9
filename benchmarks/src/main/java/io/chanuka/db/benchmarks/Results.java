package io.chanuka.db.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.boot.SpringBootVersion;

/**
 * The file of results, with a section per machine and JDK. A new run replaces its own
 * section; Git keeps what was there.
 */
final class Results {

	private static final Path CPUS = Path.of("/proc/cpuinfo");

	private final Path file;

	Results(Path file) {
		this.file = file;
	}

	void replace(List<Row> rows) throws IOException {
		String heading = "## " + machine() + ", JDK " + Runtime.version().feature() + "\n";
		String section = heading + "\n" + versions() + " " + rows.get(0).rate().sorted().length + " rounds.\n\n"
				+ Row.HEADER + rows.stream().map(Row::toString).collect(Collectors.joining());
		String[] parts = Files.readString(this.file).split("\n(?=## )");
		Stream<String> kept = Stream.of(parts).filter((part) -> !part.startsWith(heading)).map(String::strip);
		Files.writeString(this.file,
				Stream.concat(kept, Stream.of(section.strip())).collect(Collectors.joining("\n\n")) + "\n");
	}

	private static String machine() throws IOException {
		String cpu = Files.exists(CPUS) ? Files.readAllLines(CPUS)
			.stream()
			.filter((line) -> line.startsWith("model name"))
			.map((line) -> line.substring(line.indexOf(':') + 1).strip())
			.findFirst()
			.orElse("") : "";
		return Runtime.getRuntime().availableProcessors() + " × "
				+ (cpu.isEmpty() ? System.getProperty("os.arch") : cpu);
	}

	private static String versions() {
		return LocalDate.now() + ", " + System.getProperty("os.name") + " "
				+ System.getProperty("os.version").replaceAll("^(\\d+\\.\\d+).*", "$1") + ", "
				+ System.getProperty("java.vm.name") + " " + Runtime.version() + ", HikariCP "
				+ version(HikariDataSource.class) + ", Micrometer " + version(MeterRegistry.class) + ", Spring Boot "
				+ SpringBootVersion.getVersion() + ".";
	}

	private static String version(Class<?> type) {
		String jar = Path.of(type.getProtectionDomain().getCodeSource().getLocation().getPath())
			.getFileName()
			.toString();
		return jar.replaceAll("^[A-Za-z-]+-|\\.jar$", "");
	}

}
