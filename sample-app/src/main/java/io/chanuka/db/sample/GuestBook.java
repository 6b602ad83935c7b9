package io.chanuka.db.sample;

import java.util.List;
import java.util.Optional;

import org.springframework.jdbc.core.SimplePropertyRowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The guest book as it stands in PostgreSQL.
 */
@Service
class GuestBook {

	private static final String COLUMNS = "id, author, message, created_at";

	private static final SimplePropertyRowMapper<Entry> ENTRY = new SimplePropertyRowMapper<>(Entry.class);

	private final JdbcClient jdbc;

	GuestBook(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	Entry add(NewEntry entry) {
		return this.jdbc.sql("insert into entry (author, message) values (:author, :message) returning " + COLUMNS)
			.paramSource(entry)
			.query(ENTRY)
			.single();
	}

	Optional<Entry> find(long id) {
		return this.jdbc.sql("select " + COLUMNS + " from entry where id = :id")
			.param("id", id)
			.query(ENTRY)
			.optional();
	}

	/**
	 * Reads one page and the total in one connection.
	 */
	@Transactional(readOnly = true)
	EntryPage page(int page, int size) {
		List<Entry> entries = this.jdbc
			.sql("select " + COLUMNS + " from entry order by id desc limit :size offset :offset")
			.param("size", size)
			.param("offset", (long) page * size)
			.query(ENTRY)
			.list();
		long total = this.jdbc.sql("select count(*) from entry").query(Long.class).single();
		return new EntryPage(entries, page, size, total);
	}

	boolean remove(long id) {
		return this.jdbc.sql("delete from entry where id = :id").param("id", id).update() == 1;
	}

}
