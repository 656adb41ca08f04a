import { button, byId, element } from "./dom.js";
import { counted } from "./format.js";
import { call } from "./session.js";
import { nameOf, sessionItem } from "./sessions.js";
import { enter } from "./shell.js";

const CHANGES = ["hello", "created", "refreshed", "revoked", "reuse_detected", "access_tokens_expired"];

const me = await enter((name) => {
  if (me.role === "admin" && CHANGES.includes(name)) {
    showAccounts();
  }
});
if (me.role === "admin") {
  await showAccounts();
} else {
  say("This page is for administrators. You can become one on the page “Your devices”.");
}

async function showAccounts() {
  const accounts = await call("/api/admin/accounts");
  byId("accounts").replaceChildren(...accounts.map(card));
}

function card({ name, role, sessions }) {
  const endAll = button(
    "Sign out everywhere",
    async () => {
      const { ended } = await call(`/api/admin/accounts/${encodeURIComponent(name)}/end-sessions`, { method: "POST" });
      say(`${counted(ended, "session")} of ${name} ended.`);
      await showAccounts();
    },
    { class: "danger", "aria-label": `Sign ${name} out everywhere` },
  );
  endAll.disabled = sessions.length === 0;
  const list = element("ul", { class: "sessions" }, ...sessions.map((session) => item(name, session)));
  return element(
    "section",
    { class: "card", "aria-label": `Sessions of ${name}`, "data-account": name },
    element(
      "div",
      { class: "card-head" },
      element(
        "div",
        { class: "row" },
        element("h2", {}, name),
        element("span", { class: "badge plain" }, role),
        element("span", { class: "muted small" }, counted(sessions.length, "session")),
      ),
      endAll,
    ),
    sessions.length ? list : element("p", { class: "card-body muted" }, "Not signed in anywhere."),
  );
}

function item(account, session) {
  const end = button("Sign out", async () => {
    await call(`/api/admin/sessions/${session.id}`, { method: "DELETE" });
    say(`${nameOf(session)} of ${account} was signed out.`);
    await showAccounts();
  });
  const made = sessionItem(session, end);
  end.setAttribute("aria-label", `Sign out ${nameOf(session)} of ${account}`);
  return made;
}

function say(text) {
  byId("said").textContent = text;
}
