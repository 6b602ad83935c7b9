package io.chanuka.db.autoconfigure.command;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import jakarta.persistence.EntityManagerFactory;
import jakarta.servlet.Filter;

import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.CommandLineRunner;
import org.springframework.boot.ExitCodeGenerator;
import org.springframework.boot.hibernate.autoconfigure.HibernatePropertiesCustomizer;
import org.springframework.context.ApplicationListener;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Bean.Bootstrap;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.event.ContextRefreshedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;

/**
 * An application whose beans all do something as soon as they can, and that records it.
 */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
@EnableAsync
class EagerApplication {

	/**
	 * Beans are created by the container, so a test finds here what they did.
	 */
	static final List<String> DONE = new CopyOnWriteArrayList<>();

	private static <T> T did(String what, T value) {
		DONE.add(what);
		return value;
	}

	@Bean
	@Lazy(false)
	String eager() {
		return did("bean", "eager");
	}

	@Bean(bootstrap = Bootstrap.BACKGROUND)
	StringBuilder background() {
		return did("background bean", new StringBuilder());
	}

	@Bean
	ApplicationRunner applicationRunner() {
		return (arguments) -> DONE.add("application runner");
	}

	@Bean
	CommandLineRunner commandLineRunner(ObjectUser user) {
		return (arguments) -> DONE.add("command line runner");
	}

	@Bean
	ExitCodeGenerator exitCode() {
		return () -> did("exit code", 77);
	}

	@Bean
	ApplicationListener<ContextRefreshedEvent> listener() {
		return (event) -> DONE.add("listener");
	}

	@Bean
	ObjectUser objectUser() {
		return did("scheduled bean", new ObjectUser());
	}

	@Bean
	HibernatePropertiesCustomizer jpa() {
		return (properties) -> DONE.add("JPA");
	}

	@Bean
	Filter filter(EntityManagerFactory entities) {
		return did("filter", (request, response, chain) -> chain.doFilter(request, response));
	}

	@Bean
	SmartLifecycle lifecycle() {
		return did("lifecycle bean", new SmartLifecycle() {

			@Override
			public void start() {
				DONE.add("lifecycle");
			}

			@Override
			public void stop() {
			}

			@Override
			public boolean isRunning() {
				return false;
			}

		});
	}

	static class ObjectUser {

		@Scheduled(fixedDelay = 1)
		void tick() {
			DONE.add("scheduled");
		}

		@EventListener
		void on(Object event) {
			DONE.add("event listener");
		}

	}

}
