/**
 * What the start of an application costs, measured as a process of its own with and
 * without the starter.
 */
@NullMarked
package io.chanuka.db.benchmarks.start;

import org.jspecify.annotations.NullMarked;
