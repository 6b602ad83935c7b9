package io.chanuka.db.drain;

import io.chanuka.db.lifecycle.ShutdownDeadline;
import reactor.core.publisher.Mono;

import org.springframework.core.Ordered;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

/**
 * Has clients of a reactive application leave their connection when it stops, like
 * {@link ConnectionCloseFilter}.
 */
public final class ConnectionCloseWebFilter implements WebFilter, Ordered {

	private final ShutdownDeadline deadline;

	/**
	 * Create a new instance.
	 * @param deadline whether the application stops
	 */
	public ConnectionCloseWebFilter(ShutdownDeadline deadline) {
		this.deadline = deadline;
	}

	@Override
	public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
		ServerHttpResponse response = exchange.getResponse();
		response.beforeCommit(() -> {
			if (this.deadline.hasBegun()) {
				response.getHeaders().set("Connection", "close");
			}
			return Mono.empty();
		});
		return chain.filter(exchange);
	}

	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE;
	}

}
