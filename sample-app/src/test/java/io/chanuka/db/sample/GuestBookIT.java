package io.chanuka.db.sample;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.client.RestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The guest book over HTTP, on the embedded PostgreSQL that it starts by itself.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class GuestBookIT {

	private static final ParameterizedTypeReference<Map<String, Object>> MAP = new ParameterizedTypeReference<>() {
	};

	@LocalServerPort
	private int port;

	@Autowired
	private JdbcClient jdbc;

	private RestClient http;

	@BeforeEach
	void prepare() {
		this.jdbc.sql("delete from entry").update();
		this.http = RestClient.builder()
			.baseUrl("http://localhost:" + this.port)
			.defaultStatusHandler(HttpStatusCode::isError, (request, response) -> {
			})
			.build();
	}

	@Test
	void storesAndFindsAnEntry() {
		ResponseEntity<Entry> created = add("Ada", "Hello, Grüße, 你好");
		assertThat(created.getStatusCode()).isEqualTo(HttpStatus.CREATED);
		Entry found = this.http.get().uri(created.getHeaders().getLocation()).retrieve().body(Entry.class);
		assertThat(found).isEqualTo(created.getBody());
		assertThat(found.message()).isEqualTo("Hello, Grüße, 你好");
	}

	@Test
	void listsPagesWithTheNewestFirst() {
		for (int i = 1; i <= 5; i++) {
			add("Ada", "message " + i);
		}
		EntryPage page = this.http.get().uri("/entries?page=1&size=2").retrieve().body(EntryPage.class);
		assertThat(page.total()).isEqualTo(5);
		assertThat(page.entries()).extracting(Entry::message).containsExactly("message 3", "message 2");
	}

	@Test
	void removesAnEntry() {
		Entry entry = add("Ada", "Hello").getBody();
		assertThat(this.http.delete().uri("/entries/" + entry.id()).retrieve().toBodilessEntity().getStatusCode())
			.isEqualTo(HttpStatus.NO_CONTENT);
		assertThat(this.http.delete().uri("/entries/" + entry.id()).retrieve().toBodilessEntity().getStatusCode())
			.isEqualTo(HttpStatus.NOT_FOUND);
	}

	@Test
	void whenEntryIsInvalidThenProblemDetailNamesEachField() {
		ProblemDetail problem = this.http.post()
			.uri("/entries")
			.contentType(MediaType.APPLICATION_JSON)
			.body(Map.of("author", " ", "message", "x".repeat(2001)))
			.retrieve()
			.body(ProblemDetail.class);
		assertThat(problem.getStatus()).isEqualTo(400);
		assertThat(problem.getProperties()).extractingByKey("errors")
			.isEqualTo(List.of("author: must not be blank", "message: size must be between 0 and 2000"));
		assertThat(this.jdbc.sql("select count(*) from entry").query(Long.class).single()).isZero();
	}

	@Test
	void whenPageIsTooLargeThenProblemDetailNamesTheParameter() {
		ResponseEntity<ProblemDetail> answer = this.http.get()
			.uri("/entries?size=101")
			.retrieve()
			.toEntity(ProblemDetail.class);
		assertThat(answer.getHeaders().getContentType()).isEqualTo(MediaType.APPLICATION_PROBLEM_JSON);
		assertThat(answer.getBody().getProperties()).extractingByKey("errors")
			.isEqualTo(List.of("size: must be less than or equal to 100"));
	}

	@Test
	void whenEntryIsMissingThenAProblemDetailIsReturned() {
		ProblemDetail problem = this.http.get().uri("/entries/4711").retrieve().body(ProblemDetail.class);
		assertThat(problem.getStatus()).isEqualTo(404);
		assertThat(problem.getDetail()).isEqualTo("There is no entry 4711");
	}

	@Test
	@SuppressWarnings("unchecked")
	void healthShowsRuntimeAndMigration() {
		Map<String, Object> health = this.http.get().uri("/actuator/health").retrieve().body(MAP);
		Map<String, Object> components = (Map<String, Object>) health.get("components");
		Map<String, Object> db = (Map<String, Object>) components.get("db");
		assertThat(db).containsEntry("status", "UP");
		assertThat((Map<String, Object>) db.get("components")).containsOnlyKeys("runtime", "migration");
	}

	@Test
	void metricsAreExposed() {
		assertThat(this.http.get().uri("/actuator/prometheus").retrieve().body(String.class))
			.contains("chanuka_db_pool_utilization", "hikaricp_connections_active", "jdbc_connections_max");
		assertThat(this.http.get().uri("/actuator/metrics/chanuka.db.pool.utilization").retrieve().body(MAP))
			.containsEntry("name", "chanuka.db.pool.utilization");
	}

	private ResponseEntity<Entry> add(String author, String message) {
		return this.http.post()
			.uri("/entries")
			.contentType(MediaType.APPLICATION_JSON)
			.body(new NewEntry(author, message))
			.retrieve()
			.toEntity(Entry.class);
	}

}
