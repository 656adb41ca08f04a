const TABS = 20;

/** @type {import("../attack.js").Attack} */
export const race = {
  title: "Refresh from 20 tabs at once",
  intent: "No attack at all, but many a server takes it for one: twenty tabs wake up and send the same refresh token together.",
  expected: "All get the same next refresh token, and nobody is signed out.",
  async run(lab) {
    const { refresh } = await lab.signIn();
    const answers = await Promise.all(
      Array.from({ length: TABS }, () =>
        lab.send("POST", "/session/refresh", { json: { refresh_token: refresh }, quiet: true }),
      ),
    );
    const statuses = answers.map(({ status }) => status);
    const next = new Set(answers.map(({ body }) => body?.refresh_token));
    lab.note(`${TABS} requests at once were answered ${[...new Set(statuses)].join(", ")}.`);
    lab.note(`They got ${next.size === 1 ? "one and the same" : next.size} next refresh token.`);
    lab.check(statuses.every((status) => status === 200) && next.size === 1);

    const alive = await lab.use(answers[0].body.access_token, "One of the new access tokens is used");
    lab.check(alive.status === 200);
    const later = await lab.refresh([...next][0], "The next refresh token is used");
    lab.check(later.status === 200);
  },
};
