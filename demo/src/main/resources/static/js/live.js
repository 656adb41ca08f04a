import { announce, byId, onPress } from "./dom.js";
import { DelayView } from "./delay.js";
import { EventList } from "./event-list.js";
import { showFigures } from "./figures.js";
import { RateView } from "./rate.js";
import { burst, revokeSession } from "./experiments.js";
import { RequestError } from "./session.js";
import { startShell } from "./shell.js";

const { me, stream } = await startShell();
showFigures(stream);
new RateView(stream);
new DelayView(stream);
new EventList(stream, me);

experiment("burst", burst);
experiment("revoke-session", (tell) => revokeSession(me, stream, tell));

function experiment(id, run) {
  const said = byId("said");
  const button = byId(id);
  button.disabled = false;
  onPress(button, async () => {
    try {
      announce(said, await run((text) => announce(said, text)), "good");
    } catch (error) {
      if (!(error instanceof RequestError)) {
        throw error;
      }
      announce(said, error.message, "bad");
    }
  });
}
