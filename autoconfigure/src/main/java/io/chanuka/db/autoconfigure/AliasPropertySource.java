package io.chanuka.db.autoconfigure;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.origin.Origin;
import org.springframework.boot.origin.OriginLookup;
import org.springframework.core.env.MapPropertySource;

/**
 * Properties that were set through variables under other names; knows which variable each
 * came from, and what went wrong or is worth a word.
 */
final class AliasPropertySource extends MapPropertySource implements OriginLookup<String> {

	static final String NAME = "chanukaDbEnvironmentAliases";

	private final Map<String, String> variables = new LinkedHashMap<>();

	private final List<Contradiction> contradictions;

	private final List<String> warnings;

	AliasPropertySource(List<Contradiction> contradictions, List<String> warnings) {
		super(NAME, new LinkedHashMap<>());
		this.contradictions = contradictions;
		this.warnings = warnings;
	}

	void add(String property, String variable, String value) {
		getSource().put(property, value);
		this.variables.put(property, variable);
	}

	@Nullable String variable(String property) {
		return this.variables.get(property);
	}

	List<Contradiction> contradictions() {
		return this.contradictions;
	}

	List<String> warnings() {
		return this.warnings;
	}

	@Override
	public @Nullable Origin getOrigin(String key) {
		String variable = this.variables.get(key);
		return (variable != null) ? new EnvironmentAliasOrigin(variable) : null;
	}

	/**
	 * Variables that cannot all hold.
	 *
	 * @param property the property that they mean
	 * @param variables the variables, in words
	 * @param reason what is wrong
	 * @param action what the reader can do about it
	 */
	record Contradiction(String property, String variables, String reason, String action) {

	}

}
