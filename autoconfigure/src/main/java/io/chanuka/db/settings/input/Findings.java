package io.chanuka.db.settings.input;

import java.util.ArrayList;
import java.util.List;

import io.chanuka.db.settings.InputValue;
import io.chanuka.db.settings.report.SettingsViolation;
import io.chanuka.db.settings.selection.IgnoredValues;

/**
 * What is found while settings are resolved: violations, warnings, and values that are
 * ignored. Each is kept once.
 */
public final class Findings {

	private final List<SettingsViolation> violations = new ArrayList<>();

	private final List<String> warnings = new ArrayList<>();

	private final IgnoredValues ignored = new IgnoredValues();

	public Findings(SettingsInput input) {
		this.violations.addAll(input.violations());
		this.violations.addAll(input.urls().violations());
		this.warnings.addAll(input.warnings());
		this.ignored.addAll(input.urls().ignored());
		this.ignored.addAll(input.ignored());
	}

	public void reject(SettingsViolation violation) {
		if (!this.violations.contains(violation)) {
			this.violations.add(violation);
		}
	}

	public void warn(String warning) {
		if (!this.warnings.contains(warning)) {
			this.warnings.add(warning);
		}
	}

	public void ignore(InputValue value, String reason) {
		this.ignored.add(value, reason);
	}

	/**
	 * Whether a property is rejected already, so that nothing can be compared with it.
	 * @param property the property
	 * @return {@code true} if so
	 */
	public boolean isRejected(String property) {
		return this.violations.stream().anyMatch((violation) -> violation.property().equals(property));
	}

	public List<SettingsViolation> violations() {
		return List.copyOf(this.violations);
	}

	/**
	 * All warnings, first the one that names what is ignored.
	 * @return sentences without secrets
	 */
	public List<String> warnings() {
		List<String> all = new ArrayList<>();
		String warning = this.ignored.warning();
		if (warning != null) {
			all.add(warning);
		}
		all.addAll(this.warnings);
		return all;
	}

}
