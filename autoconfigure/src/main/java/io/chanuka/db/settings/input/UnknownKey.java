package io.chanuka.db.settings.input;

import io.chanuka.db.settings.DeploymentEnvironment;
import io.chanuka.db.settings.Origin;
import io.chanuka.db.settings.Setting;
import io.chanuka.db.settings.report.SettingsViolation;

/**
 * A key below {@code chanuka.db} that does not exist.
 *
 * @param name the key
 * @param place the key and where it is set
 * @param nearest the nearest key that exists
 * @param isVariable whether it is set through a variable, which may be another program's
 */
public record UnknownKey(String name, String place, String nearest, boolean isVariable) {

	private static final String TLS = "chanuka.db.ssl.";

	/**
	 * A misspelt key of encryption is never ignored. Any other one is an error where a
	 * person sees it at once; elsewhere an older version of the application may run under
	 * a newer configuration.
	 */
	public boolean isError(Setting<DeploymentEnvironment> environment, boolean isTest, boolean isLoopback) {
		if (this.name.startsWith(TLS)) {
			return true;
		}
		boolean explicit = environment.origin().kind() == Origin.Kind.PROPERTY
				|| environment.origin().kind() == Origin.Kind.PROFILE;
		boolean development = environment.value() == DeploymentEnvironment.DEVELOPMENT && (explicit || isLoopback);
		return !this.isVariable && (development || isTest || environment.value() == DeploymentEnvironment.TESTING);
	}

	public SettingsViolation violation() {
		return new SettingsViolation(this.name, this.place, "", "there is no such property",
				"Did you mean " + this.nearest + "?");
	}

	public String warning() {
		return this.place + " is not a property of this version and is ignored; the nearest one is " + this.nearest
				+ ".";
	}

}
