package io.chanuka.db.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds the documented rows of defaults against the real ones.
 */
class DefaultsDocumentationTests {

	@Test
	void documentedRowsOfDefaultsAreTheRealOnes() throws IOException {
		List<String> documented = Files.readAllLines(Path.of("../docs/properties.md"));
		assertThat(documented).contains("| default | production | staging | development | testing |",
				row("pool maximum", (defaults) -> defaults.poolMaxSize() + ""),
				row("pool minimum idle", (defaults) -> defaults.poolMinIdle() + ""),
				row("idle timeout", (defaults) -> defaults.poolIdleTimeout().toSeconds() + " s"),
				row("connection timeout", (defaults) -> defaults.poolConnectionTimeout().toSeconds() + " s"),
				row("maximum uses of a connection",
						(defaults) -> (defaults.poolMaxUses() > 0) ? defaults.poolMaxUses() + "" : "any"),
				row("TCP keep-alive", (defaults) -> defaults.tcpKeepAlive() ? "on" : "off"),
				row("drain timeout of a shutdown", (defaults) -> defaults.drainTimeout().toSeconds() + " s"));
	}

	private static String row(String name, Function<EnvironmentDefaults, String> cell) {
		StringBuilder row = new StringBuilder("| " + name + " |");
		for (DeploymentEnvironment environment : DeploymentEnvironment.values()) {
			row.append(' ').append(cell.apply(EnvironmentDefaults.of(environment))).append(" |");
		}
		return row.toString();
	}

}
