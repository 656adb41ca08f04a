package io.symbolon.benchmarks.web;

import io.symbolon.benchmarks.peers.PeerKey;

/**
 * What a server is told.
 *
 * @param protection one that the stack has
 * @param key of the tokens, where they are looked at
 * @param revocations how many Symbolon holds
 * @param redisPort where sessions are, where they are in Redis
 */
record ServerSetup(Stack stack, Protection protection, PeerKey key, int revocations, int redisPort) {}
