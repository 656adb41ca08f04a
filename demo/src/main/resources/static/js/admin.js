import { announce, byId, element, focusIfLost, onPress, showList } from "./dom.js";
import { counted } from "./format.js";
import { coalesced } from "./coalesced.js";
import { confirmed } from "./confirm.js";
import { icon } from "./icons.js";
import { keepFresh } from "./kept-fresh.js";
import { RequestError, call, goToSignIn } from "./session.js";
import { deviceName, sessionRow, updateSessionRow } from "./session-row.js";
import { startShell } from "./shell.js";

const NEWS = ["created", "refreshed", "revoked", "access_tokens_expired", "hello"];

const { me, stream } = await startShell();
const list = byId("accounts");
const said = byId("said");

const load = coalesced(async () => {
  try {
    const accounts = await call("/api/admin/accounts");
    list.querySelector(".notice")?.remove();
    showList(list, accounts, (account) => account.name, accountCard, updateAccountCard);
  } catch (error) {
    if (!(error instanceof RequestError)) {
      throw error;
    }
    showRefusal(error.problem);
  }
});

for (const name of NEWS) {
  stream.addEventListener(name, load);
}
keepFresh(load);
await load();

onPress(byId("end-everything"), async () => {
  const isMeant = await confirmed(
    "End all sessions of everybody?",
    "All people are signed out at their next request, you too. This is for the day on which a key has leaked.",
    "End everything",
  );
  if (isMeant) {
    await tryTo(() => call("/api/admin/end-everything", { method: "POST" }));
  }
});

function showRefusal(problem) {
  list.removeAttribute("aria-busy");
  if (problem.action === "SIGN_IN") {
    goToSignIn(problem);
  } else if (problem.code === "FORBIDDEN") {
    list.replaceChildren(
      element(
        "p",
        { class: "notice" },
        icon("info"),
        element(
          "span",
          {},
          "This page is for administrators. In this demo you may become one: choose the role on ",
          element("a", { href: "/" }, "Your devices"),
          ".",
        ),
      ),
    );
  } else {
    announce(said, problem.detail ?? "The server does not answer.", "bad");
  }
}

function accountCard({ name }) {
  const title = `account-${name}`;
  return element(
    "section",
    { class: "card", "data-account": name, "aria-labelledby": title },
    element(
      "div",
      { class: "card-head" },
      element(
        "div",
        { class: "account-head" },
        element("span", { class: "initial", "aria-hidden": "true" }, name[0]),
        element("h2", { id: title, tabindex: "-1" }, name),
        element("span", { class: "badge role" }),
        element("span", { class: "soft small numbers count" }),
      ),
    ),
    element("ul", {}),
    element("p", { class: "empty" }, "Not signed in anywhere."),
  );
}

function updateAccountCard(card, { name, role, sessions }) {
  const badge = card.querySelector(".role");
  badge.textContent = role;
  badge.dataset.tone = role === "admin" ? "accent" : "plain";
  card.querySelector(".count").textContent = counted(sessions.length, "session");
  card.querySelector(".empty").hidden = sessions.length > 0;
  showEndAllButton(card.querySelector(".card-head"), name, sessions.length > 0);
  showList(
    card.querySelector("ul"),
    sessions,
    (session) => session.id,
    (session) => sessionRow(session, endButton(session, name)),
    updateSessionRow,
  );
}

function showEndAllButton(head, name, isWanted) {
  const shown = head.querySelector("button");
  if (shown && !isWanted) {
    shown.remove();
  } else if (!shown && isWanted) {
    head.append(endAllButton(name));
  }
}

function endAllButton(name) {
  const button = element(
    "button",
    { class: "button button-danger", type: "button", "aria-label": `Sign out everywhere: ${name}` },
    "Sign out everywhere",
  );
  onPress(button, async () => {
    if (await isMeant(name, `Sign ${name} out everywhere?`)) {
      await end(`/api/admin/accounts/${encodeURIComponent(name)}/end-sessions`, "POST", name);
    }
  });
  return button;
}

function endButton(session, name) {
  const button = element(
    "button",
    { class: "button", type: "button", "aria-label": `Sign out ${deviceName(session)} of ${name}` },
    "Sign out",
  );
  onPress(button, async () => {
    if (await isMeant(name, `Sign ${name} out on ${deviceName(session)}?`)) {
      await end(`/api/admin/sessions/${encodeURIComponent(session.id)}`, "DELETE", name);
    }
  });
  return button;
}

/** One's own sessions are ended without a question. */
async function isMeant(name, question) {
  return (
    name === me.name ||
    confirmed(question, `${name}'s next request is refused, and says that an administrator did it.`, `Sign ${name} out`)
  );
}

function end(path, method, name) {
  return tryTo(async () => {
    const answer = await call(path, { method });
    announce(said, `${counted(answer?.ended ?? 1, "session")} of ${name} ended.`, "good");
    await load();
    focusIfLost(byId(`account-${name}`));
  });
}

async function tryTo(action) {
  try {
    await action();
  } catch (error) {
    if (!(error instanceof RequestError)) {
      throw error;
    }
    announce(said, error.message, "bad");
    await load();
  }
}
