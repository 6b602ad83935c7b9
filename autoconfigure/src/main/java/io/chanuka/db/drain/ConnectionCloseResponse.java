package io.chanuka.db.drain;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.function.BooleanSupplier;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;

/**
 * An answer with the header {@code Connection: close} if the application stops while it
 * is written.
 */
final class ConnectionCloseResponse extends HttpServletResponseWrapper {

	private final BooleanSupplier stopping;

	ConnectionCloseResponse(HttpServletResponse response, BooleanSupplier stopping) {
		super(response);
		this.stopping = stopping;
	}

	void mark() {
		if (this.stopping.getAsBoolean() && !isCommitted()) {
			setHeader("Connection", "close");
		}
	}

	@Override
	public ServletOutputStream getOutputStream() throws IOException {
		mark();
		return super.getOutputStream();
	}

	@Override
	public PrintWriter getWriter() throws IOException {
		mark();
		return super.getWriter();
	}

	@Override
	public void flushBuffer() throws IOException {
		mark();
		super.flushBuffer();
	}

	@Override
	public void sendError(int status, String message) throws IOException {
		mark();
		super.sendError(status, message);
	}

	@Override
	public void sendError(int status) throws IOException {
		mark();
		super.sendError(status);
	}

	@Override
	public void sendRedirect(String location, int status, boolean clearBuffer) throws IOException {
		mark();
		super.sendRedirect(location, status, clearBuffer);
	}

	@Override
	public void sendRedirect(String location) throws IOException {
		mark();
		super.sendRedirect(location);
	}

}
