import { button, byId, onClick } from "./dom.js";
import { counted } from "./format.js";
import { showRole } from "./role.js";
import { call } from "./session.js";
import { nameOf, sessionItem } from "./sessions.js";
import { enter } from "./shell.js";
import { showToken } from "./token.js";

const CHANGES = ["created", "refreshed", "revoked", "reuse_detected"];

const me = await enter((name) => {
  if (CHANGES.includes(name)) {
    showSessions();
  }
  if (name === "hello") {
    showSessions();
    showToken();
  }
});
showRole(me, showToken);

onClick(byId("others"), async () => {
  const { ended } = await call("/sessions/revoke-others", { method: "POST" });
  say(`${counted(ended, "other device")} signed out.`);
  await showSessions();
});
onClick(byId("everywhere"), async () => {
  await call("/sessions/revoke-all", { method: "POST" });
  await call("/api/me");
});

async function showSessions() {
  const { sessions } = await call("/sessions");
  byId("sessions").replaceChildren(...sessions.map(item));
  byId("count").textContent = counted(sessions.length, "device");
  byId("others").disabled = sessions.length < 2;
}

function item(session) {
  const end = button("Sign out", async () => {
    await call(`/sessions/${session.id}`, { method: "DELETE" });
    say(`${nameOf(session)} was signed out.`);
    await showSessions();
    // The button has gone with its device.
    byId("sessions-title").focus();
  });
  return sessionItem(session, end);
}

function say(text) {
  byId("said").textContent = text;
}
