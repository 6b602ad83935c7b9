/**
 * What was configured, as it was read, and what is wrong with it.
 */
@NullMarked
package io.chanuka.db.settings.input;

import org.jspecify.annotations.NullMarked;
