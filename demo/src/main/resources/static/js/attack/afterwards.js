const LONGEST_MILLIS = 2000;

/** @type {import("../attack.js").Attack} */
export const afterwards = {
  title: "Use an access token after sign-out",
  intent: "The token was copied before the victim signed out, and has a quarter of an hour to live.",
  expected: "It is refused by the next request, with the reason.",
  async run(lab) {
    const { access, refresh } = await lab.signIn();
    const before = await lab.use(access, "The copy, before the sign-out");
    lab.check(before.status === 200);

    await lab.send("POST", "/session/sign-out", { json: { refresh_token: refresh }, sent: "The victim signs out" });
    const start = performance.now();
    let answer = await lab.use(access, "The copy, right after");
    while (answer.status === 200 && performance.now() - start < LONGEST_MILLIS) {
      answer = await lab.use(access, "The copy, again");
    }
    lab.note(`It was refused ${(performance.now() - start).toFixed(0)} ms after the sign-out was answered.`);
    lab.check(answer.body?.code === "REVOKED" && answer.body.cause === "SIGNED_OUT");
  },
};
