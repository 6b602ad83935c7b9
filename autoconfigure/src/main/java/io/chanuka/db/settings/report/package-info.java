/**
 * The report of the decided settings, and what is wrong with others.
 * <p>
 * Internal: may change in any release.
 */
@NullMarked
package io.chanuka.db.settings.report;

import org.jspecify.annotations.NullMarked;
