package io.chanuka.db.roles;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The SQL of a guide, for a database of its own name.
 *
 * @param blocks the text of each block
 */
record DocumentedSql(List<String> blocks) {

	private static final Pattern BLOCK = Pattern.compile("(?s)```sql\n(.*?)```");

	/**
	 * Reads a guide.
	 * @param guide the file below the root of the project
	 * @param name what stands in the place of {@code shop}
	 */
	static DocumentedSql read(String guide, String name) {
		try {
			String text = Files.readString(Path.of("..", guide)).replace("shop", name);
			return new DocumentedSql(
					BLOCK.matcher(text).results().map(MatchResult::group).map(DocumentedSql::content).toList());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String content(String block) {
		return block.substring(block.indexOf('\n') + 1, block.lastIndexOf("```"));
	}

	/**
	 * The only block with a text.
	 */
	String with(String text) {
		List<String> found = this.blocks.stream().filter((block) -> block.contains(text)).toList();
		if (found.size() != 1) {
			throw new IllegalStateException(text + " stands in " + found.size() + " blocks");
		}
		return found.get(0);
	}

	/**
	 * The statements of a block, without comments. What stands between dollar quotes is
	 * one.
	 */
	static List<String> statements(String block) {
		return Pattern.compile("(?s)(?:[^;$]|\\$\\$.*?\\$\\$)+;")
			.matcher(block.replaceAll("(?m)--.*$", ""))
			.results()
			.map(MatchResult::group)
			.map(String::strip)
			.toList();
	}

}
