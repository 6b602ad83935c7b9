package io.chanuka.db.sample;

import java.util.List;

/**
 * A page of the guest book, the newest entries first, and the number of all entries.
 */
public record EntryPage(List<Entry> entries, int page, int size, long total) {

}
