package io.chanuka.db.settings.resolve;

import java.time.Duration;

import io.chanuka.db.settings.DeploymentEnvironment;
import io.chanuka.db.settings.InputValue;
import io.chanuka.db.settings.LogSettings;
import io.chanuka.db.settings.Origin;
import io.chanuka.db.settings.ParameterLog;
import io.chanuka.db.settings.Setting;
import io.chanuka.db.settings.input.Findings;
import io.chanuka.db.settings.input.SettingsReader;

/**
 * Decides what is logged of statements and connections.
 */
final class LogResolver {

	private static final String PARAMETERS = "statement-log.parameters";

	private final SettingsReader reader;

	private final Findings findings;

	LogResolver(SettingsReader reader, Findings findings) {
		this.reader = reader;
		this.findings = findings;
	}

	/**
	 * Decides. A development environment that was guessed leaves the statement log off.
	 */
	LogSettings resolve(Setting<DeploymentEnvironment> environment) {
		DeploymentEnvironment value = environment.value();
		boolean isDevelopment = value == DeploymentEnvironment.DEVELOPMENT
				&& environment.origin().kind() != Origin.Kind.DERIVED;
		Origin origin = Origin.environmentDefault(value, environment.origin());
		LogSettings settings = new LogSettings(this.reader.flag("statement-log.enabled", isDevelopment, origin),
				this.reader.number("statement-log.max-length", null, 200, Origin.DEFAULT, 1), parameters(),
				this.reader.duration("statement-log.slow-threshold", null, Duration.ZERO, Origin.DEFAULT,
						Duration.ofMillis(1), true),
				this.reader.flag("connection-log.enabled", false, Origin.DEFAULT),
				this.reader.flag("pool.nested-acquire-detection", !value.isStrict(), origin));
		warnOfValues(settings, value);
		return settings;
	}

	private Setting<ParameterLog> parameters() {
		String name = SettingsReader.PREFIX + PARAMETERS;
		InputValue value = this.reader.own(PARAMETERS);
		if (value == null) {
			return new Setting<>(name, ParameterLog.NONE, Origin.DEFAULT);
		}
		ParameterLog parameters = ParameterLog.named(value.text());
		if (parameters == null) {
			this.reader.reject(PARAMETERS, value, "it is not known what that shows", "Use none or values.");
		}
		return new Setting<>(name, (parameters != null) ? parameters : ParameterLog.NONE, value.origin());
	}

	private void warnOfValues(LogSettings settings, DeploymentEnvironment environment) {
		boolean logs = settings.statements().value() || !settings.slowThreshold().value().isZero();
		if (logs && settings.showsValues() && environment.isStrict()) {
			this.findings.warn(settings.parameterValues().origin() + " sets chanuka.db.statement-log.parameters to "
					+ "values in " + environment + ": the log contains what users have entered. Remove it when it is "
					+ "not needed any more.");
		}
	}

}
