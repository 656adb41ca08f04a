package io.symbolon.http;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An answer, or what is to be added to one that the application makes. Immutable: each {@code with…} method returns a new
 * one.
 *
 * @param status of RFC 9110
 * @param headers in their order; several may have one name
 * @param body to be written in UTF-8; may be empty
 */
public record HttpAnswer(int status, List<Header> headers, String body) {
    private static final int OK = 200;

    /**
     * A header of an answer.
     *
     * @param name as it is written
     * @param value without line ends
     */
    public record Header(String name, String value) {
        /**
         * Creates a header.
         *
         * @throws NullPointerException if one of them is null
         */
        public Header {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(value, "value");
        }

        @Override
        public String toString() {
            return name + ": <redacted>";
        }
    }

    /**
     * Creates an answer.
     *
     * @throws NullPointerException if one of them is null
     */
    public HttpAnswer {
        headers = List.copyOf(headers);
        Objects.requireNonNull(body, "body");
    }

    /**
     * An answer with a status alone.
     *
     * @param status of RFC 9110
     * @return no headers, and no body
     */
    public static HttpAnswer of(int status) {
        return new HttpAnswer(status, List.of(), "");
    }

    /**
     * Nothing to be added to an application's own answer.
     *
     * @return status 200, no headers, and no body
     */
    public static HttpAnswer unchanged() {
        return of(OK);
    }

    /**
     * This answer with a body.
     *
     * @param contentType the body's type, without a charset
     * @param text to be written in UTF-8
     * @return a new answer
     */
    public HttpAnswer withBody(String contentType, String text) {
        return new HttpAnswer(status, headers, text).withHeader("Content-Type", contentType);
    }

    /**
     * This answer with another status.
     *
     * @param newStatus of RFC 9110
     * @return a new answer
     */
    public HttpAnswer withStatus(int newStatus) {
        return new HttpAnswer(newStatus, headers, body);
    }

    /**
     * This answer with a header in the place of all others of its name.
     *
     * @param name the header
     * @param value its value
     * @return a new answer
     */
    public HttpAnswer withHeader(String name, String value) {
        Stream<Header> others = headers.stream().filter(header -> !header.name().equalsIgnoreCase(name));
        return new HttpAnswer(
                status,
                Stream.concat(others, Stream.of(new Header(name, value))).toList(),
                body);
    }

    /**
     * This answer with one more header, beside others of its name.
     *
     * @param name the header
     * @param value its value
     * @return a new answer
     */
    public HttpAnswer withAddedHeader(String name, String value) {
        return new HttpAnswer(
                status,
                Stream.concat(headers.stream(), Stream.of(new Header(name, value)))
                        .toList(),
                body);
    }

    /**
     * The first header of a name.
     *
     * @param name in any case
     * @return its value, or empty if there is none
     */
    public Optional<String> header(String name) {
        return headers.stream()
                .filter(header -> header.name().equalsIgnoreCase(name))
                .map(Header::value)
                .findFirst();
    }

    /** Without values: they may be tokens. */
    @Override
    public String toString() {
        return "HttpAnswer[status=" + status + ", headers="
                + headers.stream().map(Header::name).toList() + "]";
    }
}
