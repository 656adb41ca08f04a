package io.symbolon.http;

import io.symbolon.http.RefusedRequestException.Code;
import java.io.IOException;
import java.util.Optional;

/** The member {@code refresh_token} of a JSON body. */
final class RefreshTokenBody {
    private static final TextMember MEMBER = new TextMember("refresh_token");

    private RefreshTokenBody() {}

    static Optional<String> read(HttpRequest request) throws IOException {
        TextMember.Value value = MEMBER.read(request);
        if (value instanceof TextMember.Null) {
            throw new RefusedRequestException(Code.MALFORMED_BODY);
        }
        return value instanceof TextMember.Text token ? Optional.of(token.text()) : Optional.empty();
    }
}
