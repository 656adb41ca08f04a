import { byId, element } from "./dom.js";
import { clock, number } from "./format.js";
import { causeLabel } from "./reasons.js";

const MAXIMUM = 200;

/** How each event is told: a label, its tone, and what happened. */
const KINDS = {
  created: ["Signed in", "good", "New session"],
  refreshed: ["Refreshed", "plain", "New tokens, the old refresh token is used up"],
  revoked: ["Revoked", "warn", "Session ended"],
  access_tokens_expired: ["Tokens expired", "accent", "New claims: access tokens are outdated"],
  reuse_detected: ["Reuse detected", "bad", "An old refresh token came again"],
  context_refused: ["Context refused", "bad", "A refresh from a client that is not the session's"],
};

/** What happened to sessions, newest first. */
export class EventList {
  #place = byId("events");
  #list = element("ul");

  /**
   * @param {EventTarget} stream
   * @param {import("./shell.js").Me} me
   */
  constructor(stream, me) {
    byId("events-scope").textContent = me.role === "admin" ? "of all accounts" : "of your own sessions";
    for (const name of Object.keys(KINDS)) {
      stream.addEventListener(name, ({ detail }) => this.#add(name, detail));
    }
  }

  #add(name, event) {
    if (!this.#list.isConnected) {
      this.#place.replaceChildren(this.#list);
    }
    this.#list.prepend(row(name, event));
    if (this.#list.children.length > MAXIMUM) {
      this.#list.lastElementChild.remove();
    }
  }
}

/** Whether the user has signed in from the browser before. */
const FAMILIARITY = { NEW_DEVICE: "New session, from a new device", KNOWN_DEVICE: "New session, from a known device" };

function row(name, { at, subject, session_id, cause, delay_ms, familiarity }) {
  const [label, tone, what] = KINDS[name];
  return element(
    "li",
    { class: "event" },
    element("time", { datetime: at }, clock(new Date(at))),
    element("span", {}, element("span", { class: "badge", "data-tone": tone }, label)),
    element("strong", {}, subject ?? ""),
    element(
      "span",
      { class: "event-what" },
      cause ? causeLabel(cause) : (FAMILIARITY[familiarity] ?? what),
      " ",
      element("span", { class: "soft mono" }, session_id ? `${session_id.slice(0, 8)}…` : "all sessions"),
    ),
    element("span", { class: "event-delay" }, delay_ms === undefined ? "" : `${number(delay_ms)} ms`),
  );
}
