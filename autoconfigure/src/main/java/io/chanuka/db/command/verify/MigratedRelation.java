package io.chanuka.db.command.verify;

/**
 * A table, view or sequence of the migrated schemas, and what the runtime's role may do.
 *
 * @param schema the schema, quoted where needed
 * @param name the qualified name, quoted where needed
 * @param kind the kind
 * @param owned whether the role has the rights of the owner
 * @param schemaUsable whether the role may use the schema
 * @param usable whether the role may do anything with the relation
 * @param complete whether it may do all that an application usually does
 */
record MigratedRelation(String schema, String name, Kind kind, boolean owned, boolean schemaUsable, boolean usable,
		boolean complete) {

	/**
	 * The statement by which the role may use the relation.
	 */
	String grant(String role) {
		return "grant " + this.kind.privileges + " on " + this.kind.words + this.name + " to " + role + ";";
	}

	/**
	 * The kinds of relations.
	 */
	enum Kind {

		/**
		 * A table of any kind.
		 */
		TABLE("select, insert, update, delete", ""),

		/**
		 * A view, materialized or not.
		 */
		VIEW("select", ""),

		/**
		 * A sequence.
		 */
		SEQUENCE("usage, select", "sequence ");

		private final String privileges;

		private final String words;

		Kind(String privileges, String words) {
			this.privileges = privileges;
			this.words = words;
		}

	}

}
