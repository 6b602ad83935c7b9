package io.chanuka.db.autoconfigure.details;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.chanuka.db.settings.InputValue;
import io.chanuka.db.settings.Origin;
import io.chanuka.db.settings.input.RedirectedEndpoint;
import io.chanuka.db.settings.selection.UrlNames;
import io.chanuka.db.settings.selection.UrlSelector;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;

/**
 * The tools that can change the schema, and whether the migration endpoint is where they
 * connect to. It is not where one of them connects to a URL that is not read here, such
 * as another vendor's, or where both are configured for different endpoints: each then
 * connects as Spring Boot has it connect.
 */
public final class DetectedMigrationTools {

	private static final String CONSEQUENCE = ": chanuka.db.migration.url, chanuka.db.ssl.mode, the wait for the "
			+ "database and the locks of migrations do not apply there.";

	private final ObjectProvider<DetectedMigrationTool> tools;

	private final Function<String, @Nullable InputValue> property;

	/**
	 * Decided once: each search of the tools goes through all definitions of beans.
	 */
	private volatile @Nullable List<DetectedMigrationTool> running;

	private volatile @Nullable List<String> warnings;

	/**
	 * Create a new instance.
	 * @param tools the tools
	 * @param property reads a property
	 */
	public DetectedMigrationTools(ObjectProvider<DetectedMigrationTool> tools,
			Function<String, @Nullable InputValue> property) {
		this.tools = tools;
		this.property = property;
	}

	/**
	 * The tools that the application has a bean of.
	 * @return those tools
	 */
	public List<DetectedMigrationTool> running() {
		List<DetectedMigrationTool> known = this.running;
		if (known == null) {
			known = this.tools.stream().filter((tool) -> tool.runs().getAsBoolean()).toList();
			this.running = known;
		}
		return known;
	}

	/**
	 * Where connection details other than ours have migrations connect to.
	 * @return the endpoint, or {@code null} if the settings decide
	 */
	public @Nullable RedirectedEndpoint redirect() {
		return areLeftToSpringBoot() ? null
				: this.tools.stream()
					.map((tool) -> tool.redirect().get())
					.filter(Objects::nonNull)
					.filter(DetectedMigrationTools::isReadable)
					.findFirst()
					.orElse(null);
	}

	/**
	 * Whether one of them has an endpoint of its own, readable or not.
	 * @return {@code true} if so
	 */
	public boolean haveEndpoints() {
		return running().stream().map(ToolTarget::of).anyMatch((target) -> !ToolTarget.NONE.equals(target));
	}

	/**
	 * Whether the migration endpoint is not where they connect to.
	 * @return {@code true} if so
	 */
	public boolean areLeftToSpringBoot() {
		return !warnings().isEmpty();
	}

	/**
	 * Why they are left to Spring Boot, and what does not apply then.
	 * @return one sentence without secrets, or none
	 */
	public List<String> warnings() {
		List<String> known = this.warnings;
		if (known == null) {
			known = warnings(running());
			this.warnings = known;
		}
		return known;
	}

	private List<String> warnings(List<DetectedMigrationTool> running) {
		Stream<String> reasons = running.stream().flatMap(DetectedMigrationTools::unreadable);
		if (running.size() > 1 && areApart(running)) {
			reasons = Stream.concat(reasons, Stream.of("they are configured for different databases or users"));
		}
		String subject = running.stream().map(DetectedMigrationTool::name).sorted().collect(Collectors.joining(" and "))
				+ ((running.size() > 1) ? " connect" : " connects");
		return reasons.limit(1)
			.map((reason) -> subject + " as with Spring Boot alone, because " + reason + CONSEQUENCE)
			.toList();
	}

	private static Stream<String> unreadable(DetectedMigrationTool tool) {
		String suffix = " is not one of PostgreSQL that can be read";
		RedirectedEndpoint redirect = tool.redirect().get();
		if (redirect != null) {
			return isReadable(redirect) ? Stream.empty() : Stream.of("the URL of " + redirect.origin() + suffix);
		}
		String name = tool.prefix() + ".url";
		ToolTarget target = ToolTarget.of(tool);
		boolean isLeft = target.url() != null
				&& UrlSelector.isLeftToSpringBoot(new InputValue(name, target.url(), Origin.derived(name)));
		return isLeft ? Stream.of(name + suffix) : Stream.empty();
	}

	private static boolean isReadable(RedirectedEndpoint redirect) {
		return redirect.jdbcUrl() == null || Redirects.isReadable(redirect.jdbcUrl());
	}

	/**
	 * Our own properties are for both tools, unless a URL of one of them is stronger. A
	 * tool that the application creates itself connects as that requires.
	 */
	private boolean areApart(List<DetectedMigrationTool> running) {
		InputValue url = this.property.apply(UrlNames.MIGRATION_URL);
		boolean isOurUrl = url != null && UrlNames.TOOLS.stream()
			.map((tool) -> this.property.apply(tool + ".url"))
			.allMatch((other) -> other == null || url.rank() <= other.rank());
		boolean isOurUser = isOurUrl || this.property.apply("chanuka.db.migration.username") != null;
		return running.stream()
			.filter((tool) -> tool.redirect().get() != null || tool.properties().get() != null)
			.map((tool) -> (tool.redirect().get() != null) ? ToolTarget.of(tool)
					: ToolTarget.of(tool).without(isOurUrl, isOurUser))
			.distinct()
			.count() > 1;
	}

}
