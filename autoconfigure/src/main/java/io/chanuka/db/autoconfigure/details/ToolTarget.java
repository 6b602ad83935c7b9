package io.chanuka.db.autoconfigure.details;

import java.util.Objects;

import io.chanuka.db.settings.input.RedirectedEndpoint;
import io.chanuka.db.url.Redactor;
import org.jspecify.annotations.Nullable;

/**
 * Where a tool connects to and as which user without this starter.
 *
 * @param url the URL, or {@code null} if it is that of the application
 * @param user the user, or {@code null} if it is that of the application or of the URL
 */
record ToolTarget(@Nullable String url, @Nullable String user) {

	/**
	 * Where the application connects to.
	 */
	static final ToolTarget NONE = new ToolTarget(null, null);

	static ToolTarget of(DetectedMigrationTool tool) {
		RedirectedEndpoint redirect = tool.redirect().get();
		if (redirect != null) {
			return new ToolTarget(redirect.jdbcUrl(), redirect.credentials().username());
		}
		ToolProperties properties = Objects.requireNonNullElse(tool.properties().get(), ToolProperties.NONE);
		return new ToolTarget(properties.url(), properties.credentials().username());
	}

	ToolTarget without(boolean url, boolean user) {
		return new ToolTarget(url ? null : this.url, user ? null : this.user);
	}

	@Override
	public String toString() {
		return ((this.url != null) ? Redactor.redact(this.url) + " " : "") + "as " + this.user;
	}

}
