package io.chanuka.db.modulith.inventory;

/**
 * The only type of an application module.
 */
public class Inventory {

}
