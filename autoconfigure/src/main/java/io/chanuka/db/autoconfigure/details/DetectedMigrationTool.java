package io.chanuka.db.autoconfigure.details;

import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import io.chanuka.db.settings.input.RedirectedEndpoint;
import org.jspecify.annotations.Nullable;

/**
 * A tool that can change the schema: Flyway or Liquibase.
 *
 * @param name its name
 * @param prefix how its properties begin, such as {@code spring.flyway}
 * @param redirect supplies where connection details other than ours have it connect to,
 * or {@code null} if the settings decide
 * @param properties supplies where its own properties have it connect to, or {@code null}
 * if Spring Boot does not create it
 * @param runs whether the application has a bean that runs it
 * @param hasModes whether {@code chanuka.db.migration.mode} decides what it does
 */
public record DetectedMigrationTool(String name, String prefix, Supplier<@Nullable RedirectedEndpoint> redirect,
		Supplier<@Nullable ToolProperties> properties, BooleanSupplier runs, BooleanSupplier hasModes) {

}
