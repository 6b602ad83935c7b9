/**
 * Connection details for Spring Boot, Flyway and Liquibase, and those of others that the
 * settings follow.
 * <p>
 * Internal: all types; they may change in any release.
 */
@NullMarked
package io.chanuka.db.autoconfigure.details;

import org.jspecify.annotations.NullMarked;
