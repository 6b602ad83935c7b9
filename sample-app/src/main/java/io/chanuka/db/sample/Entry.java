package io.chanuka.db.sample;

import java.time.OffsetDateTime;

/**
 * An entry of the guest book, with the number and the time that the database gave it.
 */
public record Entry(long id, String author, String message, OffsetDateTime createdAt) {

}
