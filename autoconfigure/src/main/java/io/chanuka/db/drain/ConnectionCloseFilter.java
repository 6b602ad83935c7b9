package io.chanuka.db.drain;

import java.io.IOException;
import java.util.function.BooleanSupplier;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletResponse;

/**
 * Has clients that keep their connection leave it when the application stops, so that
 * none of them sends its next request into a closing socket.
 */
public final class ConnectionCloseFilter implements Filter {

	private final BooleanSupplier stopping;

	/**
	 * Create a new instance.
	 * @param stopping whether the application stops
	 */
	public ConnectionCloseFilter(BooleanSupplier stopping) {
		this.stopping = stopping;
	}

	/**
	 * A request may begin before the shutdown and end in it, so the answer is marked when
	 * it is written. HTTP/2 has no such header and ends the connection with a GOAWAY
	 * frame.
	 */
	@Override
	public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		if (!request.getProtocol().startsWith("HTTP/1") || !(response instanceof HttpServletResponse httpResponse)) {
			chain.doFilter(request, response);
			return;
		}
		ConnectionCloseResponse marked = new ConnectionCloseResponse(httpResponse, this.stopping);
		chain.doFilter(request, marked);
		if (!request.isAsyncStarted()) {
			marked.mark();
		}
	}

}
