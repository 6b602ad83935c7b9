/**
 * Wires all other packages into Spring Boot; the only place that reads its environment.
 */
@NullMarked
package io.chanuka.db.autoconfigure;

import org.jspecify.annotations.NullMarked;
