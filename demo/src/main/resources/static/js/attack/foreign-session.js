import { base64url } from "../jwt.js";
import { check, isRefused } from "./attack.js";

const SESSION_ID_BYTES = 16;

/** @type {import("./attack.js").Attack} */
export const foreignSession = {
  id: "foreign-session",
  title: "Sign somebody else out",
  story:
    "Ada has got hold of Grace's session id, and tries to end that session as if it were her own. The answer must not even tell whether there is such a session.",
  async run(client) {
    const ada = await client.signIn("ada");
    const grace = await client.signIn("grace");
    try {
      const end = (step, id) => client.send(step, "DELETE", `/sessions/${id}`, { token: ada.access_token });
      const foreign = await end("Ada ends Grace's session", grace.sid);
      const unknown = await end("Ada ends a session that nobody has", randomId());
      const nonsense = await end("Ada ends nonsense", "nonsense");
      const still = await client.useAccessToken("Is Grace still signed in?", grace.access_token);
      return [
        check("Grace's session is not found for Ada.", isRefused(foreign, 404)),
        check(
          "A foreign id, an unknown one and nonsense get the same answer, to the letter.",
          [unknown, nonsense].every(({ status, answer }) => status === foreign.status && answer === foreign.answer),
        ),
        check("Grace is still signed in.", still.status === 200 && still.json.name === "grace"),
      ];
    } finally {
      await client.cleanUp(ada);
      await client.cleanUp(grace);
    }
  },
};

function randomId() {
  return base64url(crypto.getRandomValues(new Uint8Array(SESSION_ID_BYTES)));
}
