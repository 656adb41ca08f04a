import { announce, byId, element, focusIfLost, onPress, showList } from "./dom.js";
import { counted } from "./format.js";
import { coalesced } from "./coalesced.js";
import { asked } from "./confirm.js";
import { keepFresh } from "./kept-fresh.js";
import { withSecondFactor } from "./second-factor.js";
import { RequestError, call, expectEnd, expectNoEnd, inBackground } from "./session.js";
import { deviceName, sessionRow, updateSessionRow } from "./session-row.js";

const NEWS = ["created", "refreshed", "revoked", "hello"];

/**
 * The list "Your devices", which follows the server's events.
 *
 * @param {import("./shell.js").Shell} shell
 */
export function showDevices({ me, stream }) {
  const load = coalesced(() =>
    inBackground(async () => {
      const { sessions } = await call("/sessions");
      show(sessions, load);
    }),
  );
  for (const name of NEWS) {
    // An administrator hears of everybody's.
    stream.addEventListener(name, ({ detail }) => (detail.subject ?? me.name) === me.name && load());
  }
  onPress(byId("revoke-others"), () =>
    tryTo(async () => {
      const { ended } = await call("/sessions/revoke-others", { method: "POST" });
      announce(
        byId("said"),
        ended === 0 ? "There is no other device." : `Signed out ${counted(ended, "other device")}.`,
        ended === 0 ? "plain" : "good",
      );
      await load();
    }),
  );
  onPress(byId("revoke-all"), () =>
    tryTo(async () => {
      await endThisToo("SIGNED_OUT_EVERYWHERE", () =>
        withSecondFactor(() => call("/api/me/end-all-sessions", { method: "POST" })),
      );
    }),
  );
  keepFresh(load);
  load();
}

function show(sessions, load) {
  const thisDeviceFirst = [...sessions].sort((one, other) => Number(other.current) - Number(one.current));
  byId("devices-count").textContent = counted(sessions.length, "session");
  byId("only-device").hidden = sessions.length > 1;
  showList(
    byId("devices"),
    thisDeviceFirst,
    // The buttons say the name.
    (session) => `${session.id} ${session.name ?? ""}`,
    (session) => sessionRow(session, renameButton(session, load), signOutButton(session, load)),
    updateSessionRow,
  );
}

function renameButton(session, load) {
  const button = element(
    "button",
    { class: "button", type: "button", "aria-label": `Name ${deviceName(session)}` },
    "Name",
  );
  onPress(button, () =>
    tryTo(async () => {
      const name = await asked(
        `What do you call ${deviceName(session)}?`,
        "Only you see the name. Without one it is called as it says itself.",
        "Name",
        { maxlength: "64", value: session.name ?? "" },
        "Save",
      );
      if (name === null) {
        return;
      }
      const path = `/sessions/${encodeURIComponent(session.id)}`;
      await call(path, { method: "PATCH", json: { name: name.trim() === "" ? null : name.trim() } });
      await load();
      focusIfLost(byId("devices-title"));
    }),
  );
  return button;
}

function signOutButton(session, load) {
  const button = element(
    "button",
    {
      class: "button",
      type: "button",
      "aria-label": `Sign out ${deviceName(session)}${session.current ? ", this device" : ""}`,
    },
    "Sign out",
  );
  onPress(button, () =>
    tryTo(async () => {
      const end = () => call(`/sessions/${encodeURIComponent(session.id)}`, { method: "DELETE" });
      if (session.current) {
        await endThisToo("SIGNED_OUT", end);
        return;
      }
      await end();
      await load();
      focusIfLost(byId("devices-title"));
      announce(byId("said"), `${deviceName(session)} was signed out. Its next request is refused.`, "good");
    }),
  );
  return button;
}

/** The stream tells of the end, and the browser leaves for the sign-in page. */
async function endThisToo(reason, end) {
  expectEnd(reason);
  try {
    if ((await end()) === false) {
      expectNoEnd();
      return;
    }
    // Without the stream, this request finds it out.
    await call("/api/me");
  } catch (error) {
    if (error instanceof RequestError && error.problem.action === "SIGN_IN") {
      return;
    }
    expectNoEnd();
    throw error;
  }
}

async function tryTo(action) {
  try {
    await action();
  } catch (error) {
    if (!(error instanceof RequestError)) {
      throw error;
    }
    announce(byId("said"), error.message, "bad");
  }
}
