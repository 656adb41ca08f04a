import { announce, byId, onPress } from "../dom.js";
import { startOpenShell } from "../shell.js";
import { afterSignOut } from "./after-sign-out.js";
import { AttackCard } from "./card.js";
import { foreignSession } from "./foreign-session.js";
import { refreshTokenMisuse } from "./refresh-token-misuse.js";
import { replay } from "./replay.js";
import { stampede } from "./stampede.js";
import { stolenCookies } from "./stolen-cookies.js";
import { tamper } from "./tamper.js";

const ATTACKS = [replay, stolenCookies, tamper, stampede, afterSignOut, foreignSession, refreshTokenMisuse];

const said = byId("said");
const cards = ATTACKS.map((attack) => new AttackCard(attack, (text, tone) => announce(said, text, tone)));
byId("attacks").append(...cards.map((card) => card.element));

onPress(byId("run-all"), async () => {
  let held = 0;
  for (const [index, card] of cards.entries()) {
    announce(said, `Attack ${index + 1} of ${cards.length} is running.`);
    held += (await card.run()) ? 1 : 0;
  }
  announce(said, `${held} of ${cards.length} held.`, held === cards.length ? "good" : "bad");
});

await startOpenShell();
