package io.chanuka.db.sample;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/**
 * What somebody wants to write into the guest book.
 *
 * @param author who writes it
 * @param message what is written
 */
public record NewEntry(@NotBlank @Size(max = 100) String author, @NotBlank @Size(max = 2000) String message) {

}
