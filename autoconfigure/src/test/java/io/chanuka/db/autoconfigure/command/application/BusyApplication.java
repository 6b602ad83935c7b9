package io.chanuka.db.autoconfigure.command.application;

import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.CommandLineRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.util.ClassUtils;

/**
 * An application with JPA, Spring Security, listeners of Kafka, and a web server, whose
 * beans print what they do.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@EnableScheduling
public class BusyApplication {

	/**
	 * Starts the application with the security of the web framework that it has.
	 */
	public static void main(String[] args) {
		boolean servlet = ClassUtils.isPresent("org.springframework.web.servlet.DispatcherServlet", null);
		SpringApplication.run(
				new Class<?>[] { BusyApplication.class, servlet ? ServletSecurity.class : ReactiveSecurity.class },
				args);
	}

	@Bean
	Worker worker(Articles articles) {
		return Done.print("bean", new Worker(articles));
	}

	@Bean
	ApplicationRunner applicationRunner() {
		return (arguments) -> Done.print("application runner");
	}

	@Bean
	CommandLineRunner commandLineRunner(Articles articles) {
		return (arguments) -> Done.print("command line runner with " + articles.count() + " articles");
	}

	@Bean
	SmartLifecycle lifecycle() {
		return new SmartLifecycle() {

			@Override
			public void start() {
				Done.print("lifecycle");
			}

			@Override
			public void stop() {
			}

			@Override
			public boolean isRunning() {
				return false;
			}

		};
	}

	/**
	 * Works by a timer, by messages, and when the application is ready.
	 */
	static class Worker {

		private final Articles articles;

		Worker(Articles articles) {
			this.articles = articles;
		}

		@Scheduled(fixedDelay = 3_600_000)
		void tick() {
			Done.print("scheduled");
		}

		@KafkaListener(id = "orders", topics = "orders")
		void receive(String order) {
			Done.print("message " + order + " for " + this.articles.count() + " articles");
		}

		@EventListener
		void on(ApplicationReadyEvent event) {
			Done.print("event listener");
		}

	}

}
