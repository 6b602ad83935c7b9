/**
 * Chanuka DB: one way of flow. <pre>
 * properties, variables, connection details      autoconfigure.environment, autoconfigure
 *     |
 *     v
 * SettingsInput -> SettingsResolver              settings.input, .selection, .tls, .resolve
 *     |
 *     v
 * DatabaseSettings                               settings, on top of provider, url, tls
 *     |
 *     v
 * sockets -> physical connections -> pool        transport, connection, startup, pool
 *            migration DataSource -> migrations  connection, migration
 *     |
 *     v
 * health, meters, endpoint, drain                health, metrics, endpoint, drain
 * </pre> Every decision is made once, in the resolver, and each value knows its origin.
 * Only {@code autoconfigure} reads the environment. A package imports lower layers only,
 * and nothing flows back. The packages, lowest layer first:
 * <ul>
 * <li>{@code url}: URLs, addresses and credentials of PostgreSQL databases. Pure
 * functions on plain JDK types.</li>
 * <li>{@code tls}: TLS as values: modes, certificates, keys, their references and their
 * expiry.</li>
 * <li>{@code provider}: Recognises the provider of a database by its host, and what
 * follows from that.</li>
 * <li>{@code settings}: The decided settings: immutable, each value with its origin, and
 * the report of them.</li>
 * <li>{@code settings.selection}: Selects the URL and the credentials of each endpoint
 * among all candidates and their ranks.</li>
 * <li>{@code settings.input}: The configuration as it was read, and what is wrong with
 * it.</li>
 * <li>{@code settings.tls}: Decides how connections are encrypted and which certificates
 * are used.</li>
 * <li>{@code settings.resolve}: Resolves the input to decided settings.</li>
 * <li>{@code settings.report}: The report of the decided settings, and the violations
 * that end the start.</li>
 * <li>{@code transport}: Creates the sockets and the TLS contexts of each endpoint.</li>
 * <li>{@code lifecycle}: Shutdown deadline, phases and daemon threads that all parts of a
 * shutdown share.</li>
 * <li>{@code connection}: One physical connection, why it was closed or could not be
 * opened, and what is stated of all of them.</li>
 * <li>{@code connection.driver}: Has the driver open connections: its settings, what
 * holds in a session, pooler detection.</li>
 * <li>{@code connection.recovery}: Opens connections before the pool asks for them, and
 * retries while the database is unavailable.</li>
 * <li>{@code connection.source}: The source of the connections of one endpoint: attempts
 * in progress, open connections, counters.</li>
 * <li>{@code startup}: The start of the application: waits until each endpoint has
 * accepted its first connection, and records why it has not.</li>
 * <li>{@code statement}: Log of the statements, of slow statements and of the
 * connections.</li>
 * <li>{@code statement.jdbc}: Connections and statements that measure what is executed
 * and hand it to the log.</li>
 * <li>{@code statement.text}: Texts of statements as they may be logged: in one line,
 * without literals and secrets.</li>
 * <li>{@code pool}: The runtime pool: HikariCP with warm-up, maximum uses and a wait for
 * active connections when it closes.</li>
 * <li>{@code pool.acquire}: What an acquire passes before and after HikariCP.</li>
 * <li>{@code pool.activity}: Counts errors, timeouts and waiting callers of the pool, and
 * reports nested acquires.</li>
 * <li>{@code pool.cancel}: Has the server report and cancel what active connections
 * run.</li>
 * <li>{@code pool.failover}: Detects a server that has become read-only, and renews the
 * connections when new ones are writable.</li>
 * <li>{@code pool.probe}: Probes the database over the pool.</li>
 * <li>{@code retry}: Retry of application code after transient database errors, on Spring
 * Framework's {@code core.retry}.</li>
 * <li>{@code migration}: Runs migrations and records their outcome.</li>
 * <li>{@code migration.stamp}: Proves with one query that there is nothing to migrate, by
 * a stamp on Flyway's history table.</li>
 * <li>{@code migration.state}: State of the schema as the tool that migrates it knows it,
 * without changing anything.</li>
 * <li>{@code migration.guard}: Keeps applications of one environment from migrating the
 * database of another.</li>
 * <li>{@code migration.lock}: Locks of migrations: Flyway's own, chosen by the endpoint,
 * and those of tables, which are waited for with a timeout.</li>
 * <li>{@code migration.run}: Modes of the migrations: migrate, validate, wait or
 * none.</li>
 * <li>{@code health}: Health of the runtime and of the migration side, readiness and
 * recommendations.</li>
 * <li>{@code metrics}: Meters of the pool, the migrations and the drain, read from memory
 * only.</li>
 * <li>{@code drain}: Waits for requests, executors and active connections when the
 * application stops.</li>
 * <li>{@code endpoint}: The Actuator endpoint {@code database}.</li>
 * <li>{@code command}: Commands that run in the place of the application, with a report
 * and an exit code.</li>
 * <li>{@code command.verify}: Checks that a database is as the settings of the
 * application state.</li>
 * <li>{@code autoconfigure}: Wires settings and DataSources into Spring Boot; runtime
 * hints.</li>
 * <li>{@code autoconfigure.condition}: Conditions on the DataSource that Spring Boot is
 * about to create.</li>
 * <li>{@code autoconfigure.details}: Connection details for Spring Boot, Flyway and
 * Liquibase, and those of others that the settings follow.</li>
 * <li>{@code autoconfigure.environment}: Reads properties, variables and profiles from
 * Spring's environment.</li>
 * <li>{@code autoconfigure.migration}: Wires the migrations.</li>
 * <li>{@code autoconfigure.retry}: Wires the retry of application code.</li>
 * <li>{@code autoconfigure.health}: Wires the health and the readiness.</li>
 * <li>{@code autoconfigure.metrics}: Wires the meters.</li>
 * <li>{@code autoconfigure.shutdown}: Wires the shutdown.</li>
 * <li>{@code autoconfigure.startup}: Wires the wait for the database when the application
 * starts.</li>
 * <li>{@code autoconfigure.endpoint}: Wires the endpoint, and masks secrets in those of
 * Actuator.</li>
 * <li>{@code autoconfigure.statement}: Wires the logs of statements and connections.</li>
 * <li>{@code autoconfigure.command}: Runs a command of the command line in the place of
 * the application.</li>
 * <li>{@code autoconfigure.guard}: Wires the guard of environments.</li>
 * <li>{@code autoconfigure.diagnostics}: Explains the failures that end the start of an
 * application.</li>
 * <li>{@code autoconfigure.diagnostics.connection}: Explains why an endpoint cannot be
 * reached.</li>
 * <li>{@code autoconfigure.diagnostics.failure}: What is known of a failed start, and the
 * form of its analysis.</li>
 * <li>{@code autoconfigure.diagnostics.login}: Explains why a server refuses a user or a
 * session.</li>
 * <li>{@code autoconfigure.diagnostics.migration}: Explains why Flyway failed.</li>
 * <li>{@code autoconfigure.diagnostics.privilege}: Explains which privileges are
 * missing.</li>
 * <li>{@code autoconfigure.diagnostics.tls}: Explains why a connection was not encrypted
 * as it must be.</li>
 * </ul>
 * Internal: this package has no types; {@code CONTRIBUTING.md} has the same picture.
 */
@NullMarked
package io.chanuka.db;

import org.jspecify.annotations.NullMarked;
