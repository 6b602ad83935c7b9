package io.chanuka.db.autoconfigure.command.application;

import reactor.core.publisher.Mono;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.method.configuration.EnableReactiveMethodSecurity;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.core.userdetails.ReactiveUserDetailsService;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.web.server.WebFilter;

/**
 * Security of requests and methods with WebFlux, and a filter.
 */
@Configuration(proxyBeanMethods = false)
@EnableWebFluxSecurity
@EnableReactiveMethodSecurity
class ReactiveSecurity {

	@Bean
	SecurityWebFilterChain chain(ServerHttpSecurity http, Articles articles) {
		http.authorizeExchange((exchanges) -> exchanges.anyExchange().permitAll());
		return Done.print("security filter chain", http.build());
	}

	@Bean
	ReactiveUserDetailsService users(Articles articles) {
		return Done.print("users", (name) -> Mono.empty());
	}

	@Bean
	WebFilter filter(Articles articles) {
		return Done.print("filter", (exchange, chain) -> chain.filter(exchange));
	}

}
