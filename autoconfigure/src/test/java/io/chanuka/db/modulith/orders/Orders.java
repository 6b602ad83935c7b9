package io.chanuka.db.modulith.orders;

/**
 * The only type of an application module.
 */
public class Orders {

}
