package io.chanuka.db.transport;

/**
 * What the factories of the sockets of an endpoint find in the registry.
 *
 * @param encryption encrypts the sockets
 * @param lookup finds the addresses of the hosts
 */
record RegisteredSockets(SocketEncryption encryption, HostLookup lookup) {

}
