package io.chanuka.db.safetoadd.application;

import java.lang.reflect.Constructor;
import java.util.List;
import java.util.Map;

import org.springframework.boot.context.event.ApplicationPreparedEvent;
import org.springframework.boot.docker.compose.core.ConnectionPorts;
import org.springframework.boot.docker.compose.core.ImageReference;
import org.springframework.boot.docker.compose.core.RunningService;
import org.springframework.boot.docker.compose.lifecycle.DockerComposeServicesReadyEvent;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.SimpleApplicationEventMulticaster;

/**
 * Publishes the event by which Spring Boot's support for Docker Compose reports running
 * services, without Docker: all that follows it is Spring Boot's own.
 */
public final class Compose implements ApplicationListener<ApplicationPreparedEvent> {

	@Override
	public void onApplicationEvent(ApplicationPreparedEvent event) {
		try {
			Constructor<DockerComposeServicesReadyEvent> constructor = DockerComposeServicesReadyEvent.class
				.getDeclaredConstructor(ApplicationContext.class, List.class);
			constructor.setAccessible(true);
			SimpleApplicationEventMulticaster multicaster = new SimpleApplicationEventMulticaster();
			event.getSpringApplication().getListeners().forEach(multicaster::addApplicationListener);
			multicaster.multicastEvent(constructor.newInstance(event.getApplicationContext(), List.of(new Service())));
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static final class Service implements RunningService {

		@Override
		public String name() {
			return "postgres";
		}

		@Override
		public ImageReference image() {
			return ImageReference.of("postgres:18");
		}

		@Override
		public String host() {
			return "localhost";
		}

		@Override
		public ConnectionPorts ports() {
			return new ConnectionPorts() {

				@Override
				public int get(int containerPort) {
					return 49153;
				}

				@Override
				public List<Integer> getAll() {
					return List.of(49153);
				}

				@Override
				public List<Integer> getAll(String protocol) {
					return getAll();
				}

			};
		}

		@Override
		public Map<String, String> env() {
			return Map.of("POSTGRES_USER", "compose", "POSTGRES_PASSWORD", "secret", "POSTGRES_DB", "shop");
		}

		@Override
		public Map<String, String> labels() {
			return Map.of();
		}

	}

}
