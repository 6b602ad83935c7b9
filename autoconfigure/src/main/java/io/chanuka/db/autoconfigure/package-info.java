/**
 * Wires settings and DataSources into Spring Boot; runtime hints.
 * <p>
 * API: {@link HikariConfigCustomizer}.
 * <p>
 * Internal: all other types; they may change in any release, except the names of the
 * auto-configurations.
 */
@NullMarked
package io.chanuka.db.autoconfigure;

import org.jspecify.annotations.NullMarked;
