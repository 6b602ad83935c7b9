package io.chanuka.db.sample;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/**
 * A new entry of the guest book.
 */
public record NewEntry(@NotBlank @Size(max = 100) String author, @NotBlank @Size(max = 2000) String message) {

}
