/**
 * Runs migrations and remembers how they went.
 */
@NullMarked
package io.chanuka.db.migration;

import org.jspecify.annotations.NullMarked;
