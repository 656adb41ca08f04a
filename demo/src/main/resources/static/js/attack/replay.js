/** @type {import("../attack.js").Attack} */
export const replay = {
  title: "Replay an old refresh token",
  intent: "A thief has copied a refresh token some time ago. The victim has refreshed twice since; now the thief uses it.",
  expected: "The session ends, for the thief and for the victim: nobody can tell them apart. The victim signs in again.",
  async run(lab) {
    const victim = await lab.signIn();
    const second = await lab.refresh(victim.refresh, "The victim refreshes");
    const third = await lab.refresh(second.next, "The victim refreshes again");
    lab.check(second.status === 200 && third.status === 200);

    const stolen = await lab.refresh(victim.refresh, "The thief sends the first refresh token");
    lab.check(stolen.body?.code === "REUSED");

    const access = await lab.use(third.access, "The newest access token is used");
    lab.check(access.status === 401 && access.body.cause === "REUSE_DETECTED");
    const refresh = await lab.refresh(third.next, "The newest refresh token is used");
    lab.check(refresh.status === 401 && refresh.body.action === "SIGN_IN");
  },
};
