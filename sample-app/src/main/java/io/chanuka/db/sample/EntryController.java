package io.chanuka.db.sample;

import java.net.URI;

import io.chanuka.db.retry.DatabaseRetry;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/**
 * The guest book over HTTP.
 */
@RestController
@RequestMapping("/entries")
class EntryController {

	private final GuestBook guestBook;

	private final DatabaseRetry retry;

	EntryController(GuestBook guestBook, DatabaseRetry retry) {
		this.guestBook = guestBook;
		this.retry = retry;
	}

	@PostMapping
	ResponseEntity<Entry> add(@Valid @RequestBody NewEntry entry) {
		Entry added = this.guestBook.add(entry);
		return ResponseEntity.created(URI.create("/entries/" + added.id())).body(added);
	}

	/**
	 * Reading twice does no harm, so it is retried: outside, each attempt a transaction.
	 */
	@GetMapping
	EntryPage page(@RequestParam(defaultValue = "0") @Min(0) @Max(1_000_000) int page,
			@RequestParam(defaultValue = "20") @Min(1) @Max(100) int size) {
		return this.retry.execute("Read the guest book", () -> this.guestBook.page(page, size));
	}

	@GetMapping("/{id}")
	Entry find(@PathVariable long id) {
		return this.guestBook.find(id).orElseThrow(() -> notFound(id));
	}

	@DeleteMapping("/{id}")
	ResponseEntity<Void> remove(@PathVariable long id) {
		if (!this.guestBook.remove(id)) {
			throw notFound(id);
		}
		return ResponseEntity.noContent().build();
	}

	private static ResponseStatusException notFound(long id) {
		return new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no entry " + id);
	}

}
