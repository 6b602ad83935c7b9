package io.chanuka.db.sample.demo;

import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.EnableScheduling;

/**
 * What the page may load, and where it is.
 */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class WebConfiguration {

	private static final Log logger = LogFactory.getLog(WebConfiguration.class);

	@Bean
	Filter securityHeaders() {
		return (request, response, chain) -> {
			((HttpServletResponse) response).setHeader("Content-Security-Policy",
					"default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
			chain.doFilter(request, response);
		};
	}

	@EventListener
	void ready(ApplicationReadyEvent event) {
		String url = "localhost:" + event.getApplicationContext().getEnvironment().getProperty("local.server.port");
		logger
			.info("""
					Ready. The page: http://%1$s/ - or, in another terminal:
					  curl -X POST %1$s/entries -H 'Content-Type: application/json' -d '{"author": "Ada", "message": "Hello"}'
					  curl %1$s/entries
					  curl %1$s/actuator/health/db
					  curl %1$s/actuator/database"""
				.formatted(url));
	}

}
