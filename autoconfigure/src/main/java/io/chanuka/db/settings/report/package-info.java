/**
 * The report of the decided settings, and the violations that end the start.
 * <p>
 * Internal: may change in any release.
 */
@NullMarked
package io.chanuka.db.settings.report;

import org.jspecify.annotations.NullMarked;
