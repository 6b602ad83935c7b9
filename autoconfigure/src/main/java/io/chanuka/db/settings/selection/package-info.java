/**
 * Decides where to connect, and with which credentials, among all candidates and their
 * ranks.
 */
@NullMarked
package io.chanuka.db.settings.selection;

import org.jspecify.annotations.NullMarked;
