/**
 * A guest book: the smallest application that is still a real one.
 */
@NullMarked
package io.chanuka.db.sample;

import org.jspecify.annotations.NullMarked;
