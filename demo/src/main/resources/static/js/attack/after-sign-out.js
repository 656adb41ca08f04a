import { check, isRefused } from "./attack.js";

const LONGEST_MILLIS = 1000;

/** @type {import("./attack.js").Attack} */
export const afterSignOut = {
  id: "after-sign-out",
  title: "Use an access token after the sign-out",
  story:
    "The token is good for minutes more, by its own word. With plain JSON Web Tokens, who has copied it stays in for that long.",
  async run(client) {
    const tokens = await client.signIn("ada");
    const before = await client.useAccessToken("Before the sign-out", tokens.access_token);
    const signOut = await client.send("The owner signs out", "POST", "/session/sign-out", {
      json: { refresh_token: tokens.refresh_token },
    });
    const signedOutAt = performance.now();
    const { accepted, last } = await useUntilRefused(client, tokens.access_token, signedOutAt);
    const millis = performance.now() - signedOutAt;
    client.report({ ...last, step: "The same access token, right after" });
    return [
      check("Before the sign-out the token is taken.", before.status === 200),
      check("The sign-out succeeds.", signOut.status === 204),
      check(
        `The first refusal came ${Math.ceil(millis)} ms after the sign-out was answered, within a second.`,
        isRefused(last, 401, "REVOKED") && millis <= LONGEST_MILLIS,
      ),
      check(`Requests that were let through after the sign-out: ${accepted}.`, accepted === 0),
    ];
  },
};

async function useUntilRefused(client, token, since) {
  let accepted = 0;
  let last = await client.quietly("GET", "/api/me", { token });
  while (last.status === 200 && performance.now() - since < LONGEST_MILLIS) {
    accepted++;
    last = await client.quietly("GET", "/api/me", { token });
  }
  return { accepted, last };
}
