package io.symbolon.benchmarks.peers;

import io.symbolon.JwsAlgorithm;

/** Whom we measure, in the order of the tables. */
public enum Library {
    SYMBOLON("Symbolon", Kind.SYMBOLON),
    NIMBUS("nimbus-jose-jwt", Kind.PEER),
    JJWT("jjwt", Kind.PEER),
    JAVA_JWT("java-jwt (Auth0)", Kind.PEER),
    JOSE4J("jose4j", Kind.PEER),
    FUSIONAUTH("fusionauth-jwt", Kind.PEER),
    VERTX("vertx-auth-jwt", Kind.PEER),
    SPRING_SECURITY("Spring Security", Kind.PEER),
    /** Has tokens of its own: they name no issuer and no audience. */
    SA_TOKEN("Sa-Token (JWT)", Kind.PEER),
    JCA_AND_JSON("floor: JCA + JSON", Kind.FLOOR),
    /** The signature alone. */
    JCA("floor: JCA", Kind.FLOOR),
    /** Keeps a session, and makes a refresh token too. It verifies as JCA_AND_JSON does. */
    SESSION("floor: JCA + JSON + a session", Kind.FLOOR);

    /** What a row of a table is there for. */
    public enum Kind {
        SYMBOLON,
        PEER,
        FLOOR
    }

    private final String title;
    private final Kind kind;

    Library(String title, Kind kind) {
        this.title = title;
        this.kind = kind;
    }

    public String title() {
        return title;
    }

    public Kind kind() {
        return kind;
    }

    public boolean supports(JwsAlgorithm algorithm) {
        return switch (this) {
            case SA_TOKEN -> algorithm == JwsAlgorithm.HS256;
            // Two of them have no Ed25519; FusionAuth knows it by its newer name only (RFC 9864).
            case JAVA_JWT, SPRING_SECURITY, FUSIONAUTH -> algorithm != JwsAlgorithm.EdDSA;
            default -> true;
        };
    }

    /** Whether it refuses a token of another issuer or for another audience. */
    public boolean checksIssuerAndAudience() {
        return this != SA_TOKEN && this != JCA;
    }

    /** Sets the library up for a key. */
    public Peer open(PeerKey key) throws Exception {
        return switch (this) {
            case SYMBOLON -> new SymbolonPeer(key);
            case NIMBUS -> new NimbusPeer(key);
            case JJWT -> new JjwtPeer(key);
            case JAVA_JWT -> new JavaJwtPeer(key);
            case JOSE4J -> new Jose4jPeer(key);
            case FUSIONAUTH -> new FusionAuthPeer(key);
            case VERTX -> new VertxPeer(key);
            case SPRING_SECURITY -> new SpringSecurityPeer(key);
            case SA_TOKEN -> new SaTokenPeer(key);
            case JCA_AND_JSON -> new JcaAndJsonFloor(key);
            case JCA -> new JcaFloor(key);
            case SESSION -> new SessionFloor(key);
        };
    }
}
