/**
 * Health of the runtime and of the migration side, readiness and recommendations.
 * <p>
 * Internal: may change in any release.
 */
@NullMarked
package io.chanuka.db.health;

import org.jspecify.annotations.NullMarked;
