package io.chanuka.db.autoconfigure;

import org.springframework.boot.origin.Origin;

/**
 * Origin of a property that was set through a variable under another name.
 *
 * @param variable the name of the variable
 */
record EnvironmentAliasOrigin(String variable) implements Origin {

	@Override
	public String toString() {
		return "variable " + this.variable;
	}

}
