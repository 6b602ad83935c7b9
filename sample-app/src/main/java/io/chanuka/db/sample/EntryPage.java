package io.chanuka.db.sample;

import java.util.List;

/**
 * A part of the guest book, the newest entries first.
 *
 * @param entries the entries of this page
 * @param page the number of the page, from 0
 * @param size the most entries of a page
 * @param total how many entries there are at all
 */
public record EntryPage(List<Entry> entries, int page, int size, long total) {

}
