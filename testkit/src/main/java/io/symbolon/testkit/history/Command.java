package io.symbolon.testkit.history;

/** What a node can be asked. */
enum Command {
    CREATE,
    REFRESH,
    VERIFY,
    REVOKE,
    REVOKE_OTHERS,
    REVOKE_ALL,
    EXPIRE,
    EXPIRE_ALL,
    FIND,
    LIST
}
