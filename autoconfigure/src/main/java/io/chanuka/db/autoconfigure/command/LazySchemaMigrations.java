package io.chanuka.db.autoconfigure.command;

import java.util.List;
import java.util.function.Supplier;

import io.chanuka.db.migration.state.MigrationEntry;
import io.chanuka.db.migration.state.SchemaMigrations;

import org.springframework.util.function.SingletonSupplier;

/**
 * Migrations that are read when a command asks for them, once.
 */
final class LazySchemaMigrations implements SchemaMigrations {

	private final SingletonSupplier<SchemaMigrations> read;

	LazySchemaMigrations(Supplier<SchemaMigrations> reader) {
		this.read = SingletonSupplier.of(reader);
	}

	@Override
	public List<MigrationEntry> entries() {
		return this.read.obtain().entries();
	}

	@Override
	public List<MigrationEntry> pending() {
		return this.read.obtain().pending();
	}

	@Override
	public List<String> problems() {
		return this.read.obtain().problems();
	}

	@Override
	public List<String> schemas() {
		return this.read.obtain().schemas();
	}

	@Override
	public List<String> ownTables() {
		return this.read.obtain().ownTables();
	}

}
