package io.chanuka.db.settings;

/**
 * The one variable that a value consists of, as in <code>${DATABASE_URL}</code> or
 * <code>${DATABASE_URL:}</code>.
 *
 * @param variable the name of the variable
 * @param isSet whether the variable has a value
 * @param rank the rank of the property source that sets the variable; of no meaning if it
 * is not set
 */
public record VariableReference(String variable, boolean isSet, int rank) {

}
