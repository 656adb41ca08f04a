const SID_CHARACTERS = 22;
const TOKEN_BYTES = 62;

/** @type {import("../attack.js").Attack} */
export const guess = {
  title: "Guess and probe",
  intent: "Make refresh tokens up, put one into a URL where logs keep it, and try to end somebody else's session.",
  expected: "All are refused, and the answers do not tell whether a session exists.",
  async run(lab) {
    const { access, refresh } = await lab.signIn();

    const invented = `symbolon_rt_${random(TOKEN_BYTES)}`;
    const guessed = await lab.refresh(invented, "An invented refresh token");
    lab.check(guessed.status >= 400 && guessed.status < 500);

    const inUrl = await lab.send("POST", `/session/refresh?refresh_token=${refresh}`, {
      sent: "The refresh token in the URL",
    });
    lab.check(inUrl.status >= 400 && inUrl.status < 500);

    const unknown = await lab.send("DELETE", `/sessions/${"A".repeat(SID_CHARACTERS)}`, {
      token: access,
      sent: "End a session that does not exist",
    });
    const nonsense = await lab.send("DELETE", "/sessions/1", { token: access, sent: "End a session with an impossible id" });
    lab.check(unknown.status === 404 && nonsense.status === 404);
    lab.check(JSON.stringify(unknown.body) === JSON.stringify(nonsense.body));

    const alive = await lab.use(access, "The victim's own token, after all this");
    lab.check(alive.status === 200);
  },
};

function random(bytes) {
  const values = crypto.getRandomValues(new Uint8Array(bytes));
  return btoa(String.fromCharCode(...values)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}
