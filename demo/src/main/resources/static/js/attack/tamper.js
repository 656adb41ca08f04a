import { check, isRefused, outcome } from "./attack.js";
import { forgeriesOf } from "./forgeries.js";

/** @type {import("./attack.js").Attack} */
export const tamper = {
  id: "tamper",
  title: "Tamper with an access token",
  story:
    "Anybody can read and rewrite a JSON Web Token. Eight forgeries of a good one, each a mistake that some verifier once made.",
  async run(client) {
    const tokens = await client.signIn("ada");
    try {
      const jwks = (await client.quietly("GET", "/.well-known/jwks.json")).answer;
      const good = await client.useAccessToken("The token as the server made it", tokens.access_token);
      const checks = [check("The real token is taken.", good.status === 200)];
      for (const { name, token, change } of await forgeriesOf(tokens.access_token, jwks)) {
        const answer = await client.useAccessToken(name, token, change);
        checks.push(check(`${name}: ${outcome(answer)}.`, isRefused(answer, 401)));
      }
      const refreshToken = await client.useAccessToken(
        "A refresh token in an access token's place",
        tokens.refresh_token,
      );
      checks.push(
        check(`A refresh token in an access token's place: ${outcome(refreshToken)}.`, isRefused(refreshToken, 401)),
      );
      return checks;
    } finally {
      await client.cleanUp(tokens);
    }
  },
};
