/**
 * State of the schema as the tool that migrates it knows it, without changing anything.
 * <p>
 * Internal: may change in any release.
 */
@NullMarked
package io.chanuka.db.migration.state;

import org.jspecify.annotations.NullMarked;
