/**
 * Recognises who runs a database by its address, and what follows from that.
 */
@NullMarked
package io.chanuka.db.provider;

import org.jspecify.annotations.NullMarked;
