package io.symbolon.testkit.history;

import io.symbolon.storage.UserSessionStorage;
import java.util.List;

/**
 * Opens the storage of a node in the node's own process. An implementation is a top-level class on the class path of the
 * tests, with a constructor that takes nothing.
 */
@FunctionalInterface
public interface NodeStorage {
    /**
     * Opens the storage. It is closed with the node's manager.
     *
     * @param arguments those of {@link ProcessHistory#nodesOn}, such as the server's address; unmodifiable
     * @return an open storage
     * @throws Exception if it cannot be opened; the node then does not start
     */
    UserSessionStorage open(List<String> arguments) throws Exception;
}
