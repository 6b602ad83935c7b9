package io.chanuka.db.statement.text;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import io.chanuka.db.statement.text.SqlScanner.Part;

/**
 * Decides which parameters of a statement may be shown. Where the statement names
 * anything that seems to be a secret, only those are that are compared with, or assigned
 * to, another column; where it inserts without naming columns, none is.
 */
final class ParameterNames {

	private static final Pattern UNNAMED_COLUMNS = Pattern
		.compile("(?is)\\binsert\\s+(?:into\\s+(?:\"[^\"]*\"|[^\\s(\"]+)++\\s+(?:as\\s+\\S+\\s+)?"
				+ "(?:overriding\\s+\\w+\\s+value\\s+)?)?(?:values|select|table|with)\\b");

	private ParameterNames() {
	}

	/**
	 * Returns which parameters are shown.
	 * @param sql the statement
	 * @param number how many parameters it has
	 * @return an entry for each
	 */
	static boolean[] shown(String sql, int number) {
		boolean[] shown = new boolean[number];
		boolean unnamed = UNNAMED_COLUMNS.matcher(sql).find();
		boolean secret = SecretWords.occurIn(sql);
		List<String> names = (secret && !unnamed) ? compared(sql) : List.of();
		for (int i = 0; i < number; i++) {
			String name = (i < names.size()) ? names.get(i) : "";
			shown[i] = !unnamed && (!secret || (!name.isEmpty() && !SecretWords.occurIn(name)));
		}
		return shown;
	}

	/**
	 * The column that each parameter is compared with directly, or nothing.
	 */
	private static List<String> compared(String sql) {
		List<String> names = new ArrayList<>();
		SqlScanner scanner = new SqlScanner(sql);
		String word = "";
		boolean operator = false;
		for (Part part = scanner.next(); part != Part.END; part = scanner.next()) {
			switch (part) {
				case WORD -> {
					word = scanner.text();
					operator = false;
				}
				case SIGN -> {
					operator = "=<>!".contains(scanner.text());
					word = operator ? word : "";
				}
				case PLACEHOLDER -> {
					names.add(operator ? word : "");
					word = "";
				}
				case LITERAL, UNCERTAIN -> {
					word = "";
				}
				case SPACE, END -> {
				}
			}
		}
		return names;
	}

}
