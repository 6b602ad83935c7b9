package io.chanuka.db.sample;

import java.time.OffsetDateTime;

/**
 * An entry of the guest book.
 *
 * @param id the number that the database gave it
 * @param author the author
 * @param message what was written
 * @param createdAt when it was stored
 */
public record Entry(long id, String author, String message, OffsetDateTime createdAt) {

}
