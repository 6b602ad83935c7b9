package io.chanuka.db.url;

import org.jspecify.annotations.Nullable;

/**
 * A user name and its password, the only place that holds a secret of a connection. Its
 * text form never shows the password.
 *
 * @param username the user name in plain text, or {@code null} if none is known
 * @param password the password in plain text, or {@code null} if none is known
 */
public record Credentials(@Nullable String username, @Nullable String password) {

	/**
	 * Neither user name nor password.
	 */
	public static final Credentials NONE = new Credentials(null, null);

	/**
	 * Takes each part from here or, where it is missing here, from the others. A password
	 * of others is taken only together with their user name or for the same user name: a
	 * password never travels to a user that it does not belong to.
	 * @param others where missing parts come from
	 * @return the completed credentials
	 */
	public Credentials orElse(Credentials others) {
		String user = (this.username != null) ? this.username : others.username;
		boolean sameUser = this.username == null || this.username.equals(others.username);
		String secret = (this.password == null && sameUser) ? others.password : this.password;
		return new Credentials(user, secret);
	}

	/**
	 * Takes each part from here or, where it is missing here, from the others, as the
	 * JDBC driver does with a URL and the properties beside it.
	 * @param others where missing parts come from
	 * @return the completed credentials
	 */
	public Credentials orElseEach(Credentials others) {
		return new Credentials((this.username != null) ? this.username : others.username,
				(this.password != null) ? this.password : others.password);
	}

	@Override
	public String toString() {
		return ((this.username != null) ? this.username : "(no user)")
				+ ((this.password != null) ? ":" + Redactor.MASK : "");
	}

}
