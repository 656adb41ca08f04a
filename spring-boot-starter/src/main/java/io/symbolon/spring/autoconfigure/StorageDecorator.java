package io.symbolon.spring.autoconfigure;

import io.symbolon.storage.UserSessionStorage;

/** Puts something before the storage, such as observations. */
@FunctionalInterface
interface StorageDecorator {
    UserSessionStorage decorate(UserSessionStorage storage);
}
