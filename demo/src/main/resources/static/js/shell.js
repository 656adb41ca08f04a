import { byId, element, onPress } from "./dom.js";
import { keepMomentsRight } from "./moment.js";
import { RequestError, call, goToSignIn, inBackground, session, setForVisitors } from "./session.js";
import { SIGNING_IN_KEY } from "./signing-in.js";
import { SharedStream } from "./stream.js";

/**
 * @typedef {object} Me
 * @property {string} name
 * @property {"member" | "admin"} role
 * @property {string} session_id
 */

/**
 * What all pages have: who is signed in, the way out, and the server's events.
 *
 * @typedef {object} Shell
 * @property {Me} me as of the start
 * @property {SharedStream} stream
 */

/**
 * Starts a page for somebody who is signed in; all others are sent to the sign-in page.
 *
 * @returns {Promise<Shell>} never, if the browser is on its way to the sign-in page
 */
export async function startShell() {
  const me = await whoAmI();
  if (me) {
    return start(me);
  }
  goToSignIn({ code: "TOKEN_MISSING" });
  return new Promise(() => {});
}

/**
 * Starts a page that is for everybody.
 *
 * @returns {Promise<Shell | null>} null if nobody is signed in
 */
export async function startOpenShell() {
  setForVisitors(true);
  const me = (await mayBeSignedIn()) ? await whoAmI() : null;
  if (!me) {
    byId("who").append(element("a", { class: "button", href: "/sign-in.html" }, "Sign in"));
    byId("link-state").textContent = "Not signed in";
    return null;
  }
  setForVisitors(false);
  return start(me);
}

function start(me) {
  sessionStorage.removeItem(SIGNING_IN_KEY);
  showWho(me);
  keepMomentsRight();
  const stream = new SharedStream(session, "/api/events");
  followLink(stream);
  followSession(stream, me);
  stream.start();
  return { me, stream };
}

/** Where nobody can be, nobody is asked: the browser would tell of the refusal as of an error. */
async function mayBeSignedIn() {
  try {
    return (await (await fetch("/api/visitor")).json()).may_be_signed_in;
  } catch {
    return true;
  }
}

async function whoAmI() {
  for (;;) {
    try {
      return await call("/api/me");
    } catch (error) {
      if (!(error instanceof RequestError)) {
        throw error;
      }
      if (error.problem.action === "SIGN_IN") {
        return null;
      }
      byId("link-state").dataset.state = "lost";
      byId("link-state").textContent = "The server does not answer";
      await new Promise((resolve) => setTimeout(resolve, 2000));
    }
  }
}

function showWho(me) {
  const signOut = element("button", { class: "button", type: "button" }, "Sign out");
  onPress(signOut, async () => {
    if (!(await session.signOut())) {
      byId("link-state").textContent = "Signing out failed: the server does not answer";
    }
  });
  byId("who").replaceChildren(
    element(
      "span",
      { class: "who-name" },
      element("span", { class: "initial", "aria-hidden": "true" }, me.name[0]),
      me.name,
    ),
    signOut,
  );
  showRole(me);
}

function showRole(me) {
  byId("admin-link").hidden = me.role !== "admin";
}

function followLink(stream) {
  const state = byId("link-state");
  stream.addEventListener("link", ({ detail }) => {
    state.dataset.state = detail;
    if (detail === "lost") {
      state.textContent = "Connection lost, trying again";
    }
  });
  stream.addEventListener("hello", ({ detail }) => {
    state.textContent = `Connected to ${detail.node}, sessions in ${detail.storage}`;
  });
}

/** The stream says at once when this page's session or role is another. */
function followSession(stream, me) {
  let helloes = 0;
  let hasRestarted = false;
  stream.addEventListener("signed_out", ({ detail }) => goToSignIn({ code: "REVOKED", cause: detail.cause }));
  stream.addEventListener("unauthorized", () => goToSignIn({ code: "TOKEN_MISSING" }));
  stream.addEventListener("hello", ({ detail }) => {
    if (detail.session_id === me.session_id) {
      helloes++;
      if (helloes > 1) {
        inBackground(async () => showRole(await call("/api/me")));
      }
    } else if (hasRestarted) {
      // Somebody has signed in in another tab.
      location.reload();
    } else {
      hasRestarted = true;
      stream.restart();
    }
  });
}
