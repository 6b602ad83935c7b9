/**
 * Selects the URL and the credentials of each endpoint among all candidates and their
 * ranks.
 * <p>
 * Internal: may change in any release.
 */
@NullMarked
package io.chanuka.db.settings.selection;

import org.jspecify.annotations.NullMarked;
