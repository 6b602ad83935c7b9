package io.chanuka.db.benchmarks.start;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Starts the application again and again. What has nothing to do was started before,
 * twice, so that all migrations are applied and caches exist.
 */
final class Starts {

	private static final int PREPARATIONS = 2;

	private final Map<Variant, Map<Kind.Jpa, String>> migrated = new EnumMap<>(Variant.class);

	private final Map<Kind, Map<Variant, List<Measurement>>> measurements = new HashMap<>();

	private final DatabaseServer server;

	private final ClassPaths classPaths;

	private final JavaLauncher java;

	private final Path log;

	Starts(DatabaseServer server, ClassPaths classPaths, JavaLauncher java, Path log) {
		this.server = server;
		this.classPaths = classPaths;
		this.java = java;
		this.log = log;
	}

	/**
	 * Starts it once.
	 * @param kind what is measured
	 * @param variant with or without the starter
	 * @return the measurement
	 */
	Measurement measure(Kind kind, Variant variant) throws IOException, SQLException, InterruptedException {
		String migratedDatabase = migrated(kind, variant);
		if (!kind.fresh()) {
			return start(kind, variant, migratedDatabase);
		}
		String database = this.server.newDatabase();
		try {
			return start(kind, variant, database);
		}
		finally {
			this.server.drop(database);
		}
	}

	void record(Kind kind, Variant variant) throws IOException, SQLException, InterruptedException {
		Measurement measurement = measure(kind, variant);
		this.measurements.computeIfAbsent(kind, (any) -> new EnumMap<>(Variant.class))
			.computeIfAbsent(variant, (any) -> new ArrayList<>())
			.add(measurement);
	}

	/**
	 * A start whose round trips are counted, once for all distances.
	 * @param kind what is measured
	 * @param variant with or without the starter
	 * @return the measurement
	 */
	Measurement counted(Kind kind, Variant variant) throws IOException, SQLException, InterruptedException {
		if (of(kind.counted(), variant).isEmpty()) {
			record(kind.counted(), variant);
		}
		return of(kind.counted(), variant).get(0);
	}

	List<Measurement> of(Kind kind, Variant variant) {
		return this.measurements.getOrDefault(kind, Map.of()).getOrDefault(variant, List.of());
	}

	private String migrated(Kind kind, Variant variant) throws IOException, SQLException, InterruptedException {
		Map<Kind.Jpa, String> databases = this.migrated.computeIfAbsent(variant,
				(any) -> new EnumMap<>(Kind.Jpa.class));
		if (!databases.containsKey(kind.jpa())) {
			String database = this.server.newDatabase();
			for (int time = 0; time < PREPARATIONS; time++) {
				start(kind.near(), variant, database);
			}
			databases.put(kind.jpa(), database);
		}
		return databases.get(kind.jpa());
	}

	private Measurement start(Kind kind, Variant variant, String database) throws IOException, InterruptedException {
		try (RoundTripProxy proxy = new RoundTripProxy(this.server.port(), kind.roundTrip())) {
			List<String> arguments = new ArrayList<>(variant.arguments(proxy.port(), database));
			arguments.addAll(kind.jpa().arguments());
			List<String> command = this.java.command(this.classPaths.of(variant, kind.jpa()), variant, kind.jpa());
			try (ApplicationProcess process = new ApplicationProcess(command, arguments, this.log)) {
				return process.awaitReady(proxy);
			}
		}
	}

}
