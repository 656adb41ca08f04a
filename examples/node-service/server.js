/*
 * A service in Node that verifies access tokens. It has no right in the database of the service that issues them: it needs
 * that one's keys and revocation feed only.
 *
 *   npm install && ISSUER=https://login.example.com FEED_SECRET=… node server.js
 *   curl -H "Authorization: Bearer $TOKEN" http://localhost:3000/me
 */
import { createServer } from 'node:http';
import { createVerifier, InvalidAccessTokenError, StepUpRequiredError } from '@symbolon/verifier';

const issuer = process.env.ISSUER ?? 'https://login.example.com';

const verifier = createVerifier({
  issuer,
  audience: process.env.AUDIENCE ?? 'https://api.example.com',
  jwks: process.env.JWKS_URL ?? `${issuer}/.well-known/jwks.json`,
  revocations: {
    url: process.env.FEED_URL ?? `${issuer}/session/revocations`,
    bearer: process.env.FEED_SECRET,
  },
  staleness: { rejectAfterMillis: 60_000 },
  onFailure: (failure) => console.warn(failure),
});

const routes = {
  'GET /me': (token) => ({
    subject: token.subject,
    session: token.sessionId,
    client: token.clientId,
    authorities: token.authorities,
  }),
  // Only for who has proved a second factor in the last five minutes.
  'POST /payments': (token) => {
    token.requireFactor('otp', 300);
    return { paidBy: token.subject };
  },
};

/** The token of the header, or undefined. RFC 6750 section 2.1. */
function bearerOf(request) {
  return /^bearer ([^ ]+)$/i.exec(request.headers.authorization ?? '')?.[1];
}

function send(response, status, body, headers = {}) {
  response.writeHead(status, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store', ...headers });
  response.end(JSON.stringify(body));
}

/** What went wrong, as RFC 6750 section 3 and RFC 9470 section 3 have it, and what the client should do. */
function refuse(response, refusal) {
  const body = { code: refusal.code, action: refusal.action, ends_session: refusal.endsSession };
  if (refusal.code === 'PROOF_REQUIRED') {
    // This service takes no proofs, so that it does not help to try again.
    return send(response, 401, { ...body, action: 'NONE' }, { 'WWW-Authenticate': 'Bearer error="invalid_token"' });
  }
  if (refusal.action === 'RETRY') {
    return send(response, 503, body, { 'Retry-After': '1' });
  }
  const error = refusal instanceof StepUpRequiredError ? 'insufficient_user_authentication' : 'invalid_token';
  return send(response, 401, body, { 'WWW-Authenticate': `Bearer error="${error}"` });
}

async function answer(request, response) {
  const route = routes[`${request.method} ${request.url}`];
  const bearer = bearerOf(request);
  if (route === undefined) {
    return send(response, 404, { code: 'NOT_FOUND' });
  }
  if (bearer === undefined) {
    return send(response, 401, { code: 'NO_TOKEN', action: 'SIGN_IN' }, { 'WWW-Authenticate': 'Bearer' });
  }
  const token = await verifier.verify(bearer);
  if (token.binding?.kind === 'DBSC') {
    // A browser keeps such a token in its cookie: in a header it is a copy.
    const challenge = { 'WWW-Authenticate': 'Bearer error="invalid_token"' };
    return send(response, 401, { code: 'BOUND_TO_COOKIE', action: 'SIGN_IN' }, challenge);
  }
  return send(response, 200, route(token));
}

const server = createServer((request, response) => {
  answer(request, response).catch((failed) => {
    if (failed instanceof InvalidAccessTokenError || failed instanceof StepUpRequiredError) {
      return refuse(response, failed);
    }
    console.error(failed);
    return send(response, 500, { code: 'FAILED', action: 'RETRY' });
  });
});

function stop() {
  verifier.close();
  server.close();
}

process.on('SIGTERM', stop);
process.on('SIGINT', stop);

// Not before the keys and every retained revocation are here: a fault shows at the start.
await verifier.ready();
server.listen(Number(process.env.PORT ?? 3000), process.env.HOST ?? '127.0.0.1', () => {
  console.log(`listening on http://127.0.0.1:${server.address().port}`);
});
