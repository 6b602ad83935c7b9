/**
 * Chanuka DB: one way of flow.
 * <p>
 * Properties, environment variables and connection details are read in
 * {@code autoconfigure} only and become a {@code SettingsInput}. The resolver in
 * {@code settings} decides everything once, with the help of {@code url} and
 * {@code provider}, and gives immutable {@code DatabaseSettings} in which each value
 * knows its origin. From these the runtime pool and the migration DataSource are made
 * ({@code pool}), the schema is migrated ({@code migration}), and {@code health},
 * {@code metrics} and {@code drain} observe; nothing flows back up.
 */
@NullMarked
package io.chanuka.db;

import org.jspecify.annotations.NullMarked;
