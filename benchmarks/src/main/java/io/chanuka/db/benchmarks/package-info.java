/**
 * What the pool costs per borrow, measured against plain HikariCP.
 */
@NullMarked
package io.chanuka.db.benchmarks;

import org.jspecify.annotations.NullMarked;
