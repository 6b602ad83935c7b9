/**
 * What all parts of the shutdown and of background work share.
 */
@NullMarked
package io.chanuka.db.lifecycle;

import org.jspecify.annotations.NullMarked;
