import { createInterface } from 'node:readline';
import { createVerifier, InvalidAccessTokenError } from '../../main/ts/index.ts';

/** A service that follows a real feed: for each line, a token, it writes `accepted` or the code of the refusal. */
const { ISSUER = '', AUDIENCE = '', JWKS = '', FEED_URL = '', FEED_SECRET = '', REJECT_AFTER = '0' } = process.env;

const verifier = createVerifier({
  issuer: ISSUER,
  audience: AUDIENCE,
  jwks: JWKS,
  revocations: { url: FEED_URL, bearer: FEED_SECRET },
  staleness: { rejectAfterMillis: Number(REJECT_AFTER) },
});
await verifier.ready();
for await (const token of createInterface({ input: process.stdin })) {
  console.log(await judged(token));
}
verifier.close();

async function judged(token: string): Promise<string> {
  try {
    await verifier.verify(token);
    return 'accepted';
  } catch (refused) {
    if (refused instanceof InvalidAccessTokenError) {
      return refused.code;
    }
    throw refused;
  }
}
