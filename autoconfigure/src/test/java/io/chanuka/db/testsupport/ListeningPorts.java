package io.chanuka.db.testsupport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The ports at which a process accepts connections, from its sockets and the tables of
 * the kernel of Linux.
 */
public final class ListeningPorts {

	private ListeningPorts() {
	}

	/**
	 * The addresses of a process that has sockets.
	 */
	public static List<String> of(long pid) {
		try {
			Path process = Path.of("/proc", Long.toString(pid));
			Set<String> sockets = sockets(process);
			assertThat(sockets).anyMatch((socket) -> socket.startsWith("socket:"));
			List<String> ports = new ArrayList<>();
			for (String table : List.of("tcp", "tcp6")) {
				Files.readAllLines(process.resolve("net").resolve(table))
					.stream()
					.map((line) -> line.strip().split("\\s+"))
					.filter((columns) -> columns[3].equals("0A") && sockets.contains("socket:[" + columns[9] + "]"))
					.forEach((columns) -> ports.add(columns[1]));
			}
			return ports;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static Set<String> sockets(Path process) throws IOException {
		Set<String> sockets = new HashSet<>();
		try (Stream<Path> descriptors = Files.list(process.resolve("fd"))) {
			for (Path descriptor : descriptors.toList()) {
				sockets.add(Files.exists(descriptor) ? Files.readSymbolicLink(descriptor).toString() : "closed");
			}
		}
		return sockets;
	}

}
