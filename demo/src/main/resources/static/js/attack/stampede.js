import { check } from "./attack.js";

const AT_ONCE = 20;

/** @type {import("./attack.js").Attack} */
export const stampede = {
  id: "stampede",
  title: "Refresh from 20 tabs at once",
  story:
    "Not an attack, but it looks like one: a browser restores 20 tabs, and all of them send the same refresh token in the same moment. Nobody may be signed out by that.",
  async run(client) {
    const tokens = await client.signIn("ada");
    try {
      await client.untilRotation();
      const answers = await Promise.all(
        Array.from({ length: AT_ONCE }, () =>
          client.quietly("POST", "/session/refresh", { json: { refresh_token: tokens.refresh_token } }),
        ),
      );
      for (const alike of groupedByStatus(answers)) {
        client.report({
          ...alike[0],
          times: alike.length,
          step: `${alike.length} of ${AT_ONCE} refreshes with one refresh token`,
        });
      }
      const successes = answers.filter(({ status }) => status === 200);
      const next = new Set(successes.map(({ json }) => json.refresh_token));
      const newest = { ...tokens, ...successes.at(-1)?.json };
      const access = await client.useAccessToken("Is the session alive?", newest.access_token);
      const refresh = await client.refresh("Does the next refresh token work?", newest.refresh_token);
      return [
        check(`${successes.length} of ${AT_ONCE} were answered 200.`, successes.length === AT_ONCE),
        check(`Different next refresh tokens among the answers: ${next.size}.`, next.size === 1),
        check("The session is alive, and can be refreshed again.", access.status === 200 && refresh.status === 200),
      ];
    } finally {
      await client.cleanUp(tokens);
    }
  },
};

function groupedByStatus(answers) {
  const groups = new Map();
  for (const answer of answers) {
    groups.set(answer.status, [...(groups.get(answer.status) ?? []), answer]);
  }
  return [...groups.values()];
}
