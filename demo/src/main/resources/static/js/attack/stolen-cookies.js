import { proof, registration } from "/symbolon/session-key.js";
import { claimsOf } from "../jwt.js";
import { check, isRefused } from "./attack.js";

/** @type {import("./attack.js").Attack} */
export const stolenCookies = {
  id: "stolen-cookies",
  title: "Use stolen cookies",
  story:
    "Malware has copied what a browser's cookies hold, both tokens, to another machine. First from a session like any other, then from one that is bound to a key which this browser cannot export. (No script can read the cookies themselves, so this page steals the same two texts from sessions of its own.)",
  async run(client) {
    const plain = await client.signIn("ada");
    const second = await client.signIn("ada");
    const newest = { plain, bound: second };
    try {
      const bought = await client.refresh("Not bound: the thief refreshes with his copy", plain.refresh_token);
      const inside = await client.useAccessToken("And looks around", bought.json?.access_token ?? "");
      newest.plain = { ...plain, ...bought.json };
      const registered = await registration(second.offer);
      const bound = await client.send("The owner binds the other session to a key", "POST", "/session/bind", {
        token: second.access_token,
        proof: registered,
      });
      newest.bound = { ...second, ...bound.json };
      const { access_token, refresh_token } = newest.bound;
      const thief = await client.refresh("Bound: the thief refreshes with his copy", refresh_token);
      const replayed = await client.refresh("He shows the owner's proof that he has copied, too", refresh_token, registered);
      const left = await client.useAccessToken("His copy of the access token, while it lives", access_token);
      const asked = await client.refresh("The owner refreshes, and is asked for a proof", refresh_token);
      const proved = await proof(asked.json?.challenge ?? "");
      const owner = await client.refresh("And gives it", refresh_token, proved ?? "");
      const still = await client.useAccessToken("Is the owner still signed in?", owner.json?.access_token ?? "");
      newest.bound = { ...newest.bound, ...owner.json };
      return [
        check(
          "Not bound, the copy is as good as the original: the thief gets new tokens and is in.",
          bought.status === 200 && inside.status === 200,
        ),
        check("Bound, the thief's refresh is refused, and nothing ends.", isRefused(thief, 403, "PROOF_REQUIRED")),
        check("A proof that was used before does not help him.", isRefused(replayed, 403, "PROOF_REQUIRED")),
        check(
          `His copy of the access token works until it expires, here for ${minutesLeft(access_token)} minutes at most: that is all that is left to steal.`,
          left.status === 200,
        ),
        check("The owner, who has the key, goes on.", owner.status === 200 && still.status === 200),
      ];
    } finally {
      await client.cleanUp(newest.plain);
      await client.cleanUp(newest.bound);
    }
  },
};

function minutesLeft(accessToken) {
  const { exp, iat } = claimsOf(accessToken);
  return Math.ceil((exp - iat) / 60);
}
