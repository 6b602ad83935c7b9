/**
 * The application that is started, with and without the starter on its class path.
 */
@NullMarked
package io.chanuka.db.benchmarks.start.app;

import org.jspecify.annotations.NullMarked;
