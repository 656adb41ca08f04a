package io.symbolon.http;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * A request, as an adapter sees it. Everything is as the client sent it, but for the server's name and the scheme, which
 * the framework may have taken from a proxy that it trusts.
 *
 * <p>Asked by one thread at a time. Nothing is read before it is asked for.
 */
public interface HttpRequest {
    /**
     * The method.
     *
     * @return such as {@code GET}, as it was sent
     */
    String method();

    /**
     * The path as it was sent: escapes are not resolved, dot segments and path parameters are there.
     *
     * @return begins with {@link #contextPath()}; no query
     */
    String path();

    /**
     * Where the application is mounted in this server.
     *
     * @return such as {@code /shop}, or empty at the root
     */
    String contextPath();

    /**
     * The query as it was sent.
     *
     * @return what follows the question mark, or empty if there is none
     */
    Optional<String> query();

    /**
     * All lines of a header, in their order. Nothing is split at commas or semicolons.
     *
     * @param name in any case
     * @return the lines; empty if there are none
     */
    List<String> headers(String name);

    /**
     * The first line of a header.
     *
     * @param name in any case
     * @return the line, or empty if there is none
     */
    default Optional<String> header(String name) {
        return headers(name).stream().findFirst();
    }

    /**
     * The other end of the connection.
     *
     * @return an IP address as text, or any other text where there is none
     */
    String remoteAddress();

    /**
     * The scheme by which the request came.
     *
     * @return {@code http} or {@code https}
     */
    String scheme();

    /**
     * The host that the client asked for.
     *
     * @return a name, or an address in brackets if it has colons; no port
     */
    String serverName();

    /**
     * The port that the client asked for.
     *
     * @return the scheme's default if it named none
     */
    int serverPort();

    /**
     * The start of the body. Called once at most, and only where a body is expected.
     *
     * @param maximumBytes how many bytes to read at most
     * @return fewer only if the body is shorter
     * @throws IOException if the body cannot be read
     */
    byte[] body(int maximumBytes) throws IOException;
}
