package io.chanuka.db.autoconfigure.environment;

import java.util.Collection;
import java.util.Map;
import java.util.Set;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.env.Environment;

/**
 * The groups of the health endpoint and their members, as they are set.
 */
public final class HealthGroups {

	private static final String EVERYTHING = "*";

	private final Collection<Group> groups;

	public HealthGroups(Environment environment) {
		this.groups = Binder.get(environment)
			.bind("management.endpoint.health.group", Bindable.mapOf(String.class, Group.class))
			.orElse(Map.of())
			.values();
	}

	/**
	 * Whether a group names a member, which then has to exist.
	 * @param member the contributor
	 * @return {@code true} if so
	 */
	public boolean name(String member) {
		return this.groups.stream().anyMatch((group) -> group.includes(member) || group.excludes(member));
	}

	/**
	 * Whether a member is in a group.
	 */
	boolean contain(String member) {
		return this.groups.stream()
			.anyMatch((group) -> (group.include().isEmpty() || group.includes(EVERYTHING) || group.includes(member))
					&& !group.excludes(EVERYTHING) && !group.excludes(member));
	}

	/**
	 * The members of a group.
	 *
	 * @param include the members; all indicators, if none is named
	 * @param exclude the indicators that are no members
	 */
	public record Group(@DefaultValue Set<String> include, @DefaultValue Set<String> exclude) {

		boolean includes(String member) {
			return has(this.include, member);
		}

		boolean excludes(String member) {
			return has(this.exclude, member);
		}

		private static boolean has(Set<String> names, String member) {
			return names.stream().anyMatch((name) -> name.strip().equals(member));
		}

	}

}
