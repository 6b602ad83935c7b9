/**
 * Health of the runtime and of the migration side.
 */
@NullMarked
package io.chanuka.db.health;

import org.jspecify.annotations.NullMarked;
