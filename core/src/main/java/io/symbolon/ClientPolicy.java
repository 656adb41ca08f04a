package io.symbolon;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * What is special about the sessions of one client, such as {@code ios}: see
 * {@link JwtUserSessionManager.Builder#client}. What a policy does not say is the builder's, but for the limit: the
 * builder's is the subject's, over all clients, and holds beside the client's own.
 *
 * <p>Immutable: each {@code with…} method returns a new policy. Thread-safe if its guard is.
 */
public final class ClientPolicy {
    private static final ClientPolicy DEFAULTS = new ClientPolicy(
            Optional.empty(), Optional.empty(), SessionLimit.unlimited(), Optional.empty(), Optional.empty());

    private final Optional<SessionLifetime> lifetime;
    private final Optional<Duration> accessTokenTtl;
    private final SessionLimit sessionLimit;
    private final Optional<ContextGuard> contextGuard;
    private final Optional<RefreshRotation> rotation;

    private ClientPolicy(
            Optional<SessionLifetime> lifetime,
            Optional<Duration> accessTokenTtl,
            SessionLimit sessionLimit,
            Optional<ContextGuard> contextGuard,
            Optional<RefreshRotation> rotation) {
        this.lifetime = lifetime;
        this.accessTokenTtl = accessTokenTtl;
        this.sessionLimit = sessionLimit;
        this.contextGuard = contextGuard;
        this.rotation = rotation;
    }

    /**
     * All as the builder has it, and any number of sessions of this client.
     *
     * @return the policy
     */
    public static ClientPolicy defaults() {
        return DEFAULTS;
    }

    /**
     * This policy with another lifetime of sessions.
     *
     * @param lifetime idle and absolute time
     * @return a new policy
     */
    public ClientPolicy withLifetime(SessionLifetime lifetime) {
        return new ClientPolicy(
                Optional.of(Objects.requireNonNull(lifetime, "lifetime")),
                accessTokenTtl,
                sessionLimit,
                contextGuard,
                rotation);
    }

    /**
     * This policy with another life of access tokens.
     *
     * @param accessTokenTtl in the range of {@link JwtUserSessionManager.Builder#accessTokenTtl}, which is checked when the
     *     manager is built
     * @return a new policy
     */
    public ClientPolicy withAccessTokenTtl(Duration accessTokenTtl) {
        return new ClientPolicy(
                lifetime,
                Optional.of(Objects.requireNonNull(accessTokenTtl, "accessTokenTtl")),
                sessionLimit,
                contextGuard,
                rotation);
    }

    /**
     * This policy with a limit for the sessions that a subject may have of this client. It is applied first, the
     * builder's to what is left; where either refuses the sign-in, nothing is ended.
     *
     * @param sessionLimit the limit
     * @return a new policy
     */
    public ClientPolicy withSessionLimit(SessionLimit sessionLimit) {
        return new ClientPolicy(
                lifetime, accessTokenTtl, Objects.requireNonNull(sessionLimit, "sessionLimit"), contextGuard, rotation);
    }

    /**
     * This policy with another guard.
     *
     * @param contextGuard decides from where a session may be refreshed
     * @return a new policy
     */
    public ClientPolicy withContextGuard(ContextGuard contextGuard) {
        return new ClientPolicy(
                lifetime,
                accessTokenTtl,
                sessionLimit,
                Optional.of(Objects.requireNonNull(contextGuard, "contextGuard")),
                rotation);
    }

    /**
     * This policy with another rotation of refresh tokens.
     *
     * @param rotation what becomes of exchanged refresh tokens
     * @return a new policy
     */
    public ClientPolicy withRotation(RefreshRotation rotation) {
        return new ClientPolicy(
                lifetime,
                accessTokenTtl,
                sessionLimit,
                contextGuard,
                Optional.of(Objects.requireNonNull(rotation, "rotation")));
    }

    /**
     * The lifetime of sessions.
     *
     * @return a lifetime, or empty for the builder's
     */
    public Optional<SessionLifetime> lifetime() {
        return lifetime;
    }

    /**
     * The life of access tokens.
     *
     * @return a duration, or empty for the builder's
     */
    public Optional<Duration> accessTokenTtl() {
        return accessTokenTtl;
    }

    /**
     * The limit for the sessions that a subject may have of this client.
     *
     * @return the limit; unlimited where nothing was said
     */
    public SessionLimit sessionLimit() {
        return sessionLimit;
    }

    /**
     * The guard.
     *
     * @return a guard, or empty for the builder's
     */
    public Optional<ContextGuard> contextGuard() {
        return contextGuard;
    }

    /**
     * The rotation of refresh tokens.
     *
     * @return a policy, or empty for the builder's
     */
    public Optional<RefreshRotation> rotation() {
        return rotation;
    }

    @Override
    public String toString() {
        return "ClientPolicy[lifetime=" + lifetime + ", accessTokenTtl=" + accessTokenTtl + ", sessionLimit="
                + sessionLimit + ", contextGuard=" + (contextGuard.isPresent() ? "its own" : "the builder's")
                + ", rotation=" + rotation + "]";
    }
}
