import { announce, byId, onPress } from "./dom.js";
import { DelayView } from "./delay.js";
import { EventList } from "./event-list.js";
import { Figures } from "./figures.js";
import { RateView } from "./rate.js";
import { revokeSession, sendRequests } from "./experiments.js";
import { RequestError } from "./session.js";
import { startShell } from "./shell.js";

const REQUESTS = 1000;

const { me, stream } = await startShell();
const figures = new Figures(stream);
new RateView(stream);
new DelayView(stream);
new EventList(stream, me);

experiment("send-requests", (tell) => sendRequests(REQUESTS, figures, tell));
experiment("revoke-session", (tell) => revokeSession(me, tell));

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
