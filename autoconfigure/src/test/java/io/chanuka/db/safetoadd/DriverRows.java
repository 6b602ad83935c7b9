package io.chanuka.db.safetoadd;

import java.util.List;

import io.chanuka.db.safetoadd.application.WrappingDriver;

/**
 * Applications that configure encryption, the driver or the pool.
 */
final class DriverRows {

	private static final String URL = "spring.datasource.url=jdbc:postgresql://db.example.com/shop";

	private static final String USER = "spring.datasource.username=app";

	private static final String PASSWORD = "spring.datasource.password=secret";

	private static final String SHOP = "db.example.com:5432/shop as app:secret";

	private DriverRows() {
	}

	static List<Row> encryption() {
		return List.of(
				Row.application("sslmode=verify-full")
					.properties(URL + "?sslmode=verify-full&sslrootcert={dir}/root.crt", USER, PASSWORD)
					.reaches(SHOP)
					.decides("dataSource.sslmode=verify-full"),
				Row.application("sslmode=verify-full and a root certificate in the home directory")
					.properties(URL + "?sslmode=verify-full", USER, PASSWORD)
					.systemProperties("user.home={dir}")
					.file(".postgresql/root.crt", "{root}")
					.reaches(SHOP)
					.decides("dataSource.sslmode=verify-full"),
				Row.application("sslmode=require")
					.properties(URL + "?sslmode=require", USER, PASSWORD)
					.reaches(SHOP)
					.decides("dataSource.sslmode=require")
					.warns("require"),
				Row.application("sslmode=disable")
					.properties(URL + "?sslmode=disable", USER, PASSWORD)
					.reaches(SHOP)
					.decides("dataSource.sslmode=disable")
					.warns("disable"),
				Row.application("sslmode among the driver's properties")
					.properties(URL, USER, PASSWORD, "spring.datasource.hikari.data-source-properties.sslmode=require")
					.reaches(SHOP)
					.decides("dataSource.sslmode=require"),
				Row.application("ssl=true and a factory that verifies nothing")
					.properties(URL + "?ssl=true&sslfactory=org.postgresql.ssl.NonValidatingFactory", USER, PASSWORD)
					.reaches(SHOP),
				Row.application("ssl=true and a root certificate")
					.properties(URL + "?ssl=true&sslrootcert={dir}/root.crt", USER, PASSWORD)
					.reaches(SHOP)
					.decides("dataSource.sslmode=verify-full"),
				Row.application("ssl=false")
					.properties(URL + "?ssl=false", USER, PASSWORD)
					.reaches(SHOP)
					.decides("dataSource.sslmode=prefer"),
				Row.application("channelBinding=require, which this server cannot do")
					.properties(URL + "?channelBinding=require", USER, PASSWORD,
							"spring.datasource.hikari.connection-timeout=1000")
					.finds("dataSource=error: Channel binding is required, but server requested 'password' authentication"));
	}

	static List<Row> pools() {
		return List.of(Row.application("settings of the pool")
			.properties(URL, USER, PASSWORD, "spring.datasource.hikari.maximum-pool-size=33",
					"spring.datasource.hikari.minimum-idle=3", "spring.datasource.hikari.connection-timeout=20000",
					"spring.datasource.hikari.idle-timeout=120000", "spring.datasource.hikari.max-lifetime=900000",
					"spring.datasource.hikari.keepalive-time=60000",
					"spring.datasource.hikari.leak-detection-threshold=30000",
					"spring.datasource.hikari.validation-timeout=4000", "spring.datasource.hikari.auto-commit=false",
					"spring.datasource.hikari.connection-init-sql=set lock_timeout to '7s'",
					"spring.datasource.hikari.transaction-isolation=TRANSACTION_REPEATABLE_READ")
			.reaches(SHOP)
			.decides("dataSource.maximum-pool-size=33", "dataSource.connection-timeout=20000",
					"dataSource.lock_timeout=7s"),
				Row.application("properties of the driver")
					.properties(URL, USER, PASSWORD,
							"spring.datasource.hikari.data-source-properties.prepareThreshold=7",
							"spring.datasource.hikari.data-source-properties.defaultRowFetchSize=50",
							"spring.datasource.hikari.data-source-properties.ApplicationName=reports",
							"spring.datasource.hikari.data-source-properties.options=-c statement_timeout=90s")
					.reaches(SHOP)
					.decides("dataSource.application_name=reports", "dataSource.statement_timeout=90s",
							"dataSource.prepareThreshold=7"),
				Row.application("parameters of the driver")
					.properties(URL + "?prepareThreshold=0&defaultRowFetchSize=50"
							+ "&ApplicationName=reports&options=-c%20statement_timeout=90s", USER, PASSWORD)
					.reaches(SHOP)
					.decides("dataSource.application_name=reports", "dataSource.statement_timeout=90s",
							"dataSource.prepareThreshold=0"),
				Row.application("a variable of HikariCP beside a file's chanuka.db.pool.max-size")
					.properties(URL, USER, PASSWORD, "chanuka.db.pool.max-size=7")
					.variables("SPRING_DATASOURCE_HIKARI_MAXIMUM_POOL_SIZE=30")
					.reaches(SHOP)
					.decides("dataSource.maximum-pool-size=30"),
				Row.application("connections are fetched lazily")
					.properties(URL, USER, PASSWORD, "spring.datasource.connection-fetch=lazy")
					.reaches(SHOP),
				Row.application("beans are created lazily")
					.properties(URL, USER, PASSWORD, "spring.main.lazy-initialization=true")
					.reaches(SHOP),
				Row.application("scripts at the start")
					.properties(URL, USER, PASSWORD, "spring.sql.init.mode=always")
					.file("main/schema.sql", "create table basket (id bigint)")
					.reaches(SHOP)
					.leaves("db.example.com:5432/shop=[public.basket]"),
				Row.application("DBCP2")
					.on(Variant.JPA)
					.properties(URL, USER, PASSWORD, "spring.datasource.type=org.apache.commons.dbcp2.BasicDataSource")
					.reaches(SHOP),
				Row.application("a driver that wraps, by its URL")
					.properties("spring.datasource.url=jdbc:wrapped:postgresql://db.example.com/shop", USER, PASSWORD,
							"spring.datasource.driver-class-name=" + WrappingDriver.class.getName())
					.reaches(SHOP),
				Row.application("a driver that wraps, by its class")
					.properties(URL, USER, PASSWORD,
							"spring.datasource.driver-class-name=" + WrappingDriver.class.getName())
					.reaches(SHOP));
	}

}
