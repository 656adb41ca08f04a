import { check, isRefused } from "./attack.js";

/** @type {import("./attack.js").Attack} */
export const replay = {
  id: "replay",
  title: "Replay a stolen refresh token",
  story:
    "A thief has copied a refresh token that the owner has used since. Whoever shows it, the server cannot know which of the two is the thief: so the whole session ends.",
  async run(client) {
    const first = await client.signIn("ada");
    const second = await client.rotate("The owner refreshes, a few seconds later", first);
    const third = await client.rotate("And once more", second);
    const replayed = await client.refresh("The thief sends the first refresh token again", first.refresh_token);
    const access = await client.useAccessToken("Is the newest access token still good?", third.access_token);
    const refresh = await client.refresh("Is the newest refresh token still good?", third.refresh_token);
    return [
      check("The old refresh token is refused, as one that was used again.", isRefused(replayed, 401, "REUSED")),
      check(
        "The newest access token is refused at once, and the refusal says why.",
        isRefused(access, 401, "REVOKED") && access.json.cause === "REUSE_DETECTED",
      ),
      check("The newest refresh token is refused: thief and owner are both out.", isRefused(refresh, 401)),
    ];
  },
};
