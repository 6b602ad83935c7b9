package io.chanuka.db.safetoadd;

import java.util.List;

/**
 * Applications in Kubernetes or beside Cloud SQL.
 */
final class CloudRows {

	private CloudRows() {
	}

	static List<Row> cloudSql() {
		String factory = "socketFactory=com.google.cloud.sql.postgres.SocketFactory";
		String instance = "cloudSqlInstance=project:region:shop";
		return List.of(
				Row.application("Cloud SQL by the URL")
					.properties("spring.datasource.url=jdbc:postgresql:///shop?" + factory + "&" + instance,
							"spring.datasource.username=app", "spring.datasource.password=secret")
					.variables("K_SERVICE=shop", "K_REVISION=shop-1", "K_CONFIGURATION=shop")
					.reaches("cloudsql-project-region-shop:3307/shop as app:secret")
					.decides("environment=production"),
				Row.application("Cloud SQL by the driver's properties")
					.properties("spring.datasource.url=jdbc:postgresql:///shop", "spring.datasource.username=app",
							"spring.datasource.password=secret",
							"spring.datasource.hikari.data-source-properties." + factory,
							"spring.datasource.hikari.data-source-properties." + instance)
					.variables("K_SERVICE=shop")
					.reaches("cloudsql-project-region-shop:3307/shop as app:secret"),
				Row.application("Cloud SQL with IAM")
					.properties(
							"spring.datasource.url=jdbc:postgresql:///shop?" + factory + "&" + instance
									+ "&enableIamAuth=true&sslmode=disable",
							"spring.datasource.username=app@project.iam")
					.trusted()
					.reaches("cloudsql-project-region-shop:3307/shop as app@project.iam"));
	}

	static List<Row> kubernetes() {
		return List.of(cluster("postgres").variables(serviceLinks("POSTGRES")),
				cluster("db").variables(serviceLinks("DB")), cluster("database").variables(serviceLinks("DATABASE")),
				cluster("chanuka-db").variables(serviceLinks("CHANUKA_DB")).warns("CHANUKA_DB_PORT"),
				local("postgres").variables(serviceLinks("POSTGRES")),
				local("chanuka-db").variables(serviceLinks("CHANUKA_DB")).warns("CHANUKA_DB_PORT"),
				Row.application("Kubernetes, a name of the cluster")
					.properties("spring.datasource.url=jdbc:postgresql://shop-rw.data.svc.cluster.local/shop",
							"spring.datasource.username=app", "spring.datasource.password=secret")
					.variables("KUBERNETES_SERVICE_HOST=10.0.0.1", "KUBERNETES_SERVICE_PORT=443")
					.reaches("shop-rw.data.svc.cluster.local:5432/shop as app:secret")
					.decides("environment=production", "dataSource.sslmode=prefer"),
				none("Kubernetes, a Service named postgres and").variables(serviceLinks("POSTGRES"))
					.variables("POSTGRES_HOST=postgres", "POSTGRES_DB=shop", "POSTGRES_USER=app",
							"POSTGRES_PASSWORD=secret", "KUBERNETES_SERVICE_HOST=10.0.0.1",
							"KUBERNETES_SERVICE_PORT=443")
					.starterReaches("postgres:5432/shop as app:secret")
					.decides("environment=production", "sslmode=prefer")
					.warns("POSTGRES_PORT"));
	}

	private static Row cluster(String service) {
		return local("Kubernetes, a Service named ", service)
			.variables("KUBERNETES_SERVICE_HOST=10.0.0.1", "KUBERNETES_SERVICE_PORT=443")
			.decides("environment=production", "dataSource.sslmode=prefer");
	}

	private static Row local(String service) {
		return local("service links without a cluster, a service named ", service).decides("environment=development",
				"dataSource.sslmode=prefer");
	}

	private static Row local(String name, String service) {
		return Row.application(name + service)
			.properties("spring.datasource.url=jdbc:postgresql://" + service + ":5432/shop",
					"spring.datasource.username=app", "spring.datasource.password=secret")
			.reaches(service + ":5432/shop as app:secret");
	}

	private static String[] serviceLinks(String name) {
		return new String[] { name + "_SERVICE_HOST=10.0.0.7", name + "_SERVICE_PORT=5432",
				name + "_PORT=tcp://10.0.0.7:5432", name + "_PORT_5432_TCP=tcp://10.0.0.7:5432",
				name + "_PORT_5432_TCP_PROTO=tcp", name + "_PORT_5432_TCP_PORT=5432",
				name + "_PORT_5432_TCP_ADDR=10.0.0.7" };
	}

	private static Row none(String name) {
		return Row.application(name + " without a URL for Spring Boot")
			.fails("Failed to determine a suitable driver class")
			.except(Difference.STARTS_BY_VARIABLE, "Database of this application");
	}

}
