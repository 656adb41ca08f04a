import { base64url } from "../jwt.js";
import { check, isRefused } from "./attack.js";

const GUESSES = 50;

/** The prefix, and in base64url the format and the key's id: with another key's id a client is told to try again. */
const KEPT = "symbolon_rt_".length + 12;

/** @type {import("./attack.js").Attack} */
export const refreshTokenMisuse = {
  id: "refresh-token-misuse",
  title: "Guess refresh tokens, or put one into a URL",
  story:
    "Guesses must lead nowhere and harm nobody. And a token in a URL ends up in logs and histories, so the server does not take even a good one from there.",
  async run(client) {
    const tokens = await client.signIn("ada");
    try {
      const query = new URLSearchParams({ refresh_token: tokens.refresh_token });
      const inUrl = await client.send("A good refresh token in the URL", "POST", `/session/refresh?${query}`);
      const guesses = await Promise.all(
        Array.from({ length: GUESSES }, () =>
          client.quietly("POST", "/session/refresh", { json: { refresh_token: guessLike(tokens.refresh_token) } }),
        ),
      );
      client.report({
        ...guesses[0],
        times: GUESSES,
        step: `${GUESSES} guesses: a real one with its random part drawn anew`,
      });
      const still = await client.refresh("Does the real refresh token still work, in the body?", tokens.refresh_token);
      const refused = guesses.filter((guess) => isRefused(guess, 401)).length;
      return [
        check("The token in the URL is refused, and the refusal says why.", isRefused(inUrl, 400, "TOKEN_IN_URL")),
        check(`${refused} of ${GUESSES} guesses are refused.`, refused === GUESSES),
        check("The session has taken no harm.", still.status === 200),
      ];
    } finally {
      await client.cleanUp(tokens);
    }
  },
};

function guessLike(token) {
  const length = token.length - KEPT;
  return token.slice(0, KEPT) + base64url(crypto.getRandomValues(new Uint8Array(length))).slice(0, length);
}
