package io.symbolon.jaxrs;

import io.symbolon.http.HttpRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A request of a Jakarta REST container.
 *
 * @param context the container's
 * @param addresses finds the other end of a connection, which Jakarta REST does not know
 */
record RestRequest(ContainerRequestContext context, Function<ContainerRequestContext, String> addresses)
        implements HttpRequest {
    private static final String METHOD_PROPERTY = "io.symbolon.method";

    /** Before the container has looked for a resource. */
    static void keepMethod(ContainerRequestContext context) {
        context.setProperty(METHOD_PROPERTY, context.getMethod());
    }

    /** HEAD, also where the container goes on with it as GET. */
    @Override
    public String method() {
        boolean isHead = context.getMethod().equals("GET") && "HEAD".equals(context.getProperty(METHOD_PROPERTY));
        return isHead ? "HEAD" : context.getMethod();
    }

    @Override
    public String path() {
        return text(context.getUriInfo().getRequestUri().getRawPath());
    }

    /** The application's base, which is below the server's where the application has a path of its own. */
    @Override
    public String contextPath() {
        String base = text(context.getUriInfo().getBaseUri().getRawPath());
        return base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
    }

    @Override
    public Optional<String> query() {
        return Optional.ofNullable(context.getUriInfo().getRequestUri().getRawQuery());
    }

    @Override
    public List<String> headers(String name) {
        List<String> lines = context.getHeaders().get(name);
        return lines == null ? List.of() : lines;
    }

    @Override
    public String remoteAddress() {
        return addresses.apply(context);
    }

    @Override
    public String scheme() {
        return text(context.getUriInfo().getRequestUri().getScheme());
    }

    /** A name that is none by RFC 3986, such as one with an underscore, is nevertheless a name. */
    @Override
    public String serverName() {
        URI address = context.getUriInfo().getRequestUri();
        return address.getHost() == null
                ? text(address.getRawAuthority()).replaceFirst(":\\d+$", "")
                : address.getHost();
    }

    @Override
    public int serverPort() {
        URI address = context.getUriInfo().getRequestUri();
        if (address.getPort() >= 0) {
            return address.getPort();
        }
        return scheme().equals("https") ? 443 : 80;
    }

    @Override
    public byte[] body(int maximumBytes) throws IOException {
        return context.getEntityStream().readNBytes(maximumBytes);
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }

    @Override
    public String toString() {
        return "RestRequest[" + method() + "]";
    }
}
