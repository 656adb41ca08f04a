package io.symbolon.internal.flow;

import io.symbolon.ClientPolicy;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The policies of all clients. Thread-safe. */
public final class SessionPolicies {
    private final String defaultClient;
    private final SessionPolicy general;
    private final Map<String, SessionPolicy> ofClients;

    /**
     * The policies.
     *
     * @param defaultClient the client of a sign-in that names none
     * @param general of clients that have no policy of their own
     * @param clients the policies of single clients, by client id
     */
    public SessionPolicies(String defaultClient, SessionPolicy general, Map<String, ClientPolicy> clients) {
        this.defaultClient = defaultClient;
        this.general = general;
        this.ofClients = clients.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, client -> general.with(client.getValue())));
    }

    /**
     * The client of a sign-in.
     *
     * @throws IllegalArgumentException if clients are configured and this is none of them
     */
    String requireClient(Optional<String> named) {
        String client = named.orElse(defaultClient);
        if (!ofClients.isEmpty() && !ofClients.containsKey(client) && !client.equals(defaultClient)) {
            throw new IllegalArgumentException("the client of the options is not configured: the builder has "
                    + new TreeSet<>(ofClients.keySet()) + " and its own client id " + defaultClient
                    + ". Add it with client(…)");
        }
        return client;
    }

    /** The policy of a client; a session may have been started from one that is not configured any more. */
    SessionPolicy of(String client) {
        return ofClients.getOrDefault(client, general);
    }
}
