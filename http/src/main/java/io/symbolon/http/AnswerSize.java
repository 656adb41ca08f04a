package io.symbolon.http;

import io.symbolon.CreateOptions;
import io.symbolon.ReauthenticationRequest;
import io.symbolon.RefreshRequest;
import java.util.OptionalInt;

/** Says before tokens are made how long they may be: what does not fit must not be stored either. */
final class AnswerSize {
    private AnswerSize() {}

    static RefreshRequest limited(RefreshRequest request, TokenTransport transport, Mount mount) {
        OptionalInt limit = transport.maximumAccessTokenLength(mount);
        return limit.isPresent() ? request.withMaximumAccessTokenLength(limit.getAsInt()) : request;
    }

    static ReauthenticationRequest limited(ReauthenticationRequest request, TokenTransport transport, Mount mount) {
        OptionalInt limit = transport.maximumAccessTokenLength(mount);
        return limit.isPresent() ? request.withMaximumAccessTokenLength(limit.getAsInt()) : request;
    }

    /** The options' own limit stays, if it is the lower one. */
    static CreateOptions limited(CreateOptions options, TokenTransport transport, Mount mount) {
        OptionalInt limit = transport.maximumAccessTokenLength(mount);
        OptionalInt own = options.maximumAccessTokenLength();
        if (limit.isEmpty() || (own.isPresent() && own.getAsInt() <= limit.getAsInt())) {
            return options;
        }
        return options.withMaximumAccessTokenLength(limit.getAsInt());
    }
}
