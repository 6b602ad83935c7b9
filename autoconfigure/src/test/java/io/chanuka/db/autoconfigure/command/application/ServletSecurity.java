package io.chanuka.db.autoconfigure.command.application;

import jakarta.servlet.Filter;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;

/**
 * Security of requests and methods with Spring MVC, and a filter.
 */
@Configuration(proxyBeanMethods = false)
@EnableWebSecurity
@EnableMethodSecurity
class ServletSecurity {

	@Bean
	SecurityFilterChain chain(HttpSecurity http, Articles articles) {
		http.authorizeHttpRequests((requests) -> requests.anyRequest().permitAll());
		return Done.print("security filter chain", http.build());
	}

	@Bean
	UserDetailsService users(Articles articles) {
		return Done.print("users", new InMemoryUserDetailsManager());
	}

	@Bean
	Filter filter(Articles articles) {
		return Done.print("filter", (request, response, chain) -> chain.doFilter(request, response));
	}

}
