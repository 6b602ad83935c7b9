/**
 * Explains the failures that end the start of an application.
 */
@NullMarked
package io.chanuka.db.autoconfigure.diagnostics;

import org.jspecify.annotations.NullMarked;
