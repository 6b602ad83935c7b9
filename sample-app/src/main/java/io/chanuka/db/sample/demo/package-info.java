/**
 * The page and the PostgreSQL of the sample: not needed in an application of your own.
 */
@NullMarked
package io.chanuka.db.sample.demo;

import org.jspecify.annotations.NullMarked;
