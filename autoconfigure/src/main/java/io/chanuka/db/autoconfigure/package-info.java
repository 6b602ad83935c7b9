/**
 * Wires the DataSources into Spring Boot.
 */
@NullMarked
package io.chanuka.db.autoconfigure;

import org.jspecify.annotations.NullMarked;
