package io.chanuka.db.safetoadd;

import java.util.List;

/**
 * Applications with a URL of Spring Boot in an environment full of other variables.
 */
final class VariableRows {

	private static final String[] SHOP = { "spring.datasource.url=jdbc:postgresql://db.example.com/shop",
			"spring.datasource.username=app", "spring.datasource.password=secret" };

	private static final String TARGET = "db.example.com:5432/shop as app:secret";

	private VariableRows() {
	}

	/**
	 * Spring Boot's URL stands in a file, and the shell has something else.
	 */
	static List<Row> beside() {
		return List.of(
				shop("DATABASE_URL").variables("DATABASE_URL=postgres://shell:pw@prod.example.com/prod")
					.warns("DATABASE_URL"),
				Row.application("DATABASE_URL beside a local default")
					.properties("spring.datasource.url=jdbc:postgresql://localhost/shop", SHOP[1], SHOP[2])
					.variables("DATABASE_URL=postgres://shell:pw@prod.example.com/prod")
					.reaches("localhost:5432/shop as app:secret")
					.warns("DATABASE_URL", "prod.example.com"),
				shop("DATABASE_URL of the same database")
					.variables("DATABASE_URL=postgres://app:secret@db.example.com/shop"),
				shop("POSTGRES_URL").variables("POSTGRES_URL=postgres://shell:pw@prod.example.com/prod"),
				shop("DATABASE_URL of MySQL").variables("DATABASE_URL=mysql://shell:pw@prod.example.com/prod"),
				shop("DIRECT_URL").variables("DIRECT_URL=postgres://shell:pw@prod.example.com/prod"),
				shop("DATABASE_URL_POOLED").variables("DATABASE_URL_POOLED=postgres://shell:pw@prod.example.com/prod",
						"DATABASE_URL=postgres://shell:pw@prod.example.com/prod"),
				shop("MIGRATION_DATABASE_URL")
					.variables("MIGRATION_DATABASE_URL=postgres://shell:pw@prod.example.com/prod"),
				shop("NEON_DATABASE_URL").variables("NEON_DATABASE_URL=postgres://shell:pw@ep-a-1.aws.neon.tech/prod",
						"DATABASE_PROVIDER=neon"),
				shop("libpq's variables").variables("PGHOST=prod.example.com", "PGPORT=6000", "PGDATABASE=prod",
						"PGUSER=shell", "PGPASSWORD=pw", "PGSSLMODE=disable"),
				Row.application("POSTGRES_* beside a schema and verify-full")
					.properties(SHOP[0] + "?currentSchema=sales&sslmode=verify-full&sslrootcert={dir}/root.crt",
							SHOP[1], SHOP[2])
					.variables("POSTGRES_HOST=prod.example.com", "POSTGRES_PORT=6000", "POSTGRES_DB=prod",
							"POSTGRES_USER=shell", "POSTGRES_PASSWORD=pw")
					.reaches(TARGET)
					.decides("dataSource.search_path=sales", "dataSource.sslmode=verify-full"),
				shop("DATABASE_DRIVER=org.postgresql.Driver").variables("DATABASE_DRIVER=org.postgresql.Driver")
					.warns("DATABASE_DRIVER"),
				shop("SSL_MODE=full").variables("SSL_MODE=full").warns("SSL_MODE"),
				shop("SSL_CERT_PATH of a web server").variables("SSL_CERT_PATH=/etc/nginx/tls.crt",
						"SSL_KEY_PATH=/etc/nginx/tls.key", "SSL_CA_PATH=/etc/nginx/ca.crt"),
				shop("POSTGRES_PORT of a Kubernetes Service").variables("POSTGRES_PORT=tcp://10.0.0.7:5432"),
				shop("DB_POOL_MAX=abc").variables("DB_POOL_MAX=abc").warns("DB_POOL_MAX"),
				shop("two that contradict").variables("DB_POOL_MAX=11", "DATABASE_POOL_MAX=12")
					.warns("DB_POOL_MAX", "DATABASE_POOL_MAX"),
				Row.application("DB_POOL_MAX beside HikariCP's own")
					.properties(SHOP[0], SHOP[1], SHOP[2], "spring.datasource.hikari.maximum-pool-size=33")
					.variables("DB_POOL_MAX=50")
					.reaches(TARGET)
					.decides("dataSource.maximum-pool-size=33"),
				shop("DB_STATEMENT_TIMEOUT=30").variables("DB_STATEMENT_TIMEOUT=30")
					.warns("Ignored: variable DB_STATEMENT_TIMEOUT", "milliseconds"),
				shop("DB_STATEMENT_TIMEOUT=20s").variables("DB_STATEMENT_TIMEOUT=20s")
					.decides("dataSource.statement_timeout=20s"),
				Row.application("DB_SSL=false beside verify-full")
					.properties(SHOP[0] + "?sslmode=verify-full&sslrootcert={dir}/root.crt", SHOP[1], SHOP[2])
					.variables("DB_SSL=false")
					.reaches(TARGET)
					.decides("dataSource.sslmode=verify-full"),
				Row.application("DB_SSL=true beside require")
					.properties(SHOP[0] + "?sslmode=require", SHOP[1], SHOP[2])
					.variables("DB_SSL=true")
					.reaches(TARGET)
					.decides("dataSource.sslmode=require"),
				Row.application("DB_SSL_REJECT_UNAUTHORIZED=false beside verify-full")
					.properties(SHOP[0] + "?sslmode=verify-full&sslrootcert={dir}/root.crt", SHOP[1], SHOP[2])
					.variables("DB_SSL_REJECT_UNAUTHORIZED=false")
					.reaches(TARGET)
					.decides("dataSource.sslmode=verify-full"),
				shop("a shell full of them")
					.variables("DATABASE_URL=mysql://root@localhost/legacy", "DATABASE_DRIVER=org.postgresql.Driver",
							"DATABASE_PROVIDER=sqlite", "SSL_MODE=full", "POSTGRES_PORT=tcp://10.0.0.7:5432",
							"POSTGRES_HOST=10.0.0.7", "DB_POOL_MAX=abc", "DB_POOL_MIN=-1", "DB_SSL=maybe",
							"DB_IDLE_TIMEOUT=soon", "DB_MAX_USES=many", "NEON_DATABASE=perhaps",
							"DATABASE_LOG_LEVEL=loud", "DB_LOG_QUERIES=sometimes", "DIRECT_URL=not a URL",
							"NODE_ENV=test")
					.warns("DATABASE_DRIVER", "SSL_MODE", "DB_POOL_MAX"));
	}

	/**
	 * The starter's own properties beside Spring Boot's URL.
	 */
	static List<Row> configured() {
		return List.of(
				shop("CHANUKA_DB_HOST")
					.variables("CHANUKA_DB_HOST=other", "CHANUKA_DB_NAME=orders", "CHANUKA_DB_USERNAME=me",
							"CHANUKA_DB_PASSWORD=pw")
					.except(Difference.STARTER_PROPERTIES, "CHANUKA_DB_HOST")
					.starterReaches("other:5432/orders as me:pw"),
				Row.application("chanuka.db.url: ${DATABASE_URL:} beside a local default, without the variable")
					.properties("spring.datasource.url=jdbc:postgresql://localhost/shop", SHOP[1], SHOP[2],
							"chanuka.db.url=${DATABASE_URL:}")
					.reaches("localhost:5432/shop as app:secret"),
				Row.application("chanuka.db.url: ${DATABASE_URL:} beside a local default, with the variable")
					.properties("spring.datasource.url=jdbc:postgresql://localhost/shop", SHOP[1], SHOP[2],
							"chanuka.db.url=${DATABASE_URL:}")
					.variables("DATABASE_URL=postgres://shell:pw@prod.internal/prod")
					.reaches("localhost:5432/shop as app:secret")
					.except(Difference.STARTER_PROPERTIES, "DATABASE_URL")
					.starterReaches("prod.internal:5432/prod as shell:pw"),
				Row.application("chanuka.db.url in the same file")
					.properties(SHOP[0], SHOP[1], SHOP[2], "chanuka.db.url=postgresql://me:pw@localhost/orders")
					.reaches(TARGET)
					.except(Difference.STARTER_PROPERTIES, "chanuka.db.url")
					.starterReaches("localhost:5432/orders as me:pw"),
				shop("the starter is off").variables("CHANUKA_DB_ENABLED=false",
						"DATABASE_URL=postgres://shell:pw@prod.example.com/prod"));
	}

	private static Row shop(String name) {
		return Row.application(name + " beside a file's URL").properties(SHOP).reaches(TARGET);
	}

}
