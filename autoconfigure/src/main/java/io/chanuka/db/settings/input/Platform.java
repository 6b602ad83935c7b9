package io.chanuka.db.settings.input;

/**
 * The platform that the application runs on.
 *
 * @param name its short name in lower case, such as {@code kubernetes}
 * @param evidence by what it was detected, such as the name of a variable
 */
public record Platform(String name, String evidence) {

	@Override
	public String toString() {
		return this.name + " (" + this.evidence + ")";
	}

}
