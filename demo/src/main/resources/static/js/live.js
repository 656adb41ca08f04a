import { byId, element, onClick } from "./dom.js";
import { count, reasonFor } from "./format.js";
import { drawArea, drawDots } from "./plot.js";
import { call, session } from "./session.js";
import { enter } from "./shell.js";

const SECONDS = 60;
const MOST_EVENTS = 100;
const REQUESTS = 1000;
const AT_ONCE = 20;
const NAMES = {
  created: "signed in",
  refreshed: "refreshed",
  revoked: "revoked",
  access_tokens_expired: "tokens expired",
  reuse_detected: "reuse detected",
  context_refused: "refused for its context",
};
const BAD = ["reuse_detected", "context_refused", "revoked"];

/** By arrival. */
const rates = [];
const delays = [];
let last = null;

const me = await enter(hear);
byId("audience").textContent =
  me.role === "admin" ? "As an administrator you see everybody's." : "You see those of your own sessions.";
onClick(byId("requests"), sendRequests);
onClick(byId("revoke"), signInAndOut);
new ResizeObserver(draw).observe(byId("rate"));

function hear(name, data) {
  if (name === "hello") {
    byId("node").textContent = `node ${data.node}, sessions in ${data.storage}`;
    last = null;
  } else if (name === "counters") {
    showCounters(data);
  } else if (name in NAMES) {
    showEvent(name, data);
  }
}

function showCounters(counters) {
  byId("verified").textContent = count(counters.verified);
  byId("refused").textContent = count(counters.refused);
  byId("storage-calls").textContent = count(counters.storage_calls);
  byId("ratio").textContent = count(Math.round(counters.verified / Math.max(1, counters.storage_calls)));
  byId("view-entries").textContent = count(counters.view_entries);
  byId("view-lag").textContent = `${(counters.view_lag_ms / 1000).toFixed(1)} s`;
  if (last) {
    const seconds = (Date.parse(counters.at) - Date.parse(last.at)) / 1000;
    rates.push({ time: Date.now(), value: Math.max(0, Math.round((counters.verified - last.verified) / seconds)) });
    byId("rate-now").textContent = `${count(rates.at(-1).value)} in the last second`;
  }
  last = counters;
  draw();
}

function showEvent(name, event) {
  if (event.delay_ms !== undefined) {
    delays.push({ time: Date.now(), value: event.delay_ms });
    byId("delay-now").textContent = `${count(event.delay_ms)} ms the last time`;
  }
  const what = element("span", { class: BAD.includes(name) ? "badge bad" : "badge" }, NAMES[name]);
  const whose = event.session_id ? "" : name === "created" ? "" : ", all sessions";
  const item = element(
    "li",
    {},
    element("time", { class: "muted numbers", datetime: event.at }, new Date(event.at).toLocaleTimeString("en-GB")),
    element("span", {}, what, ` ${event.subject ?? "somebody"}${whose}`, why(event.cause)),
    element("span", { class: "muted numbers" }, event.delay_ms === undefined ? "" : `${count(event.delay_ms)} ms`),
  );
  document.getElementById("no-events")?.remove();
  const list = byId("events");
  list.prepend(item);
  while (list.children.length > MOST_EVENTS) {
    list.lastElementChild.remove();
  }
  draw();
}

function why(cause) {
  return cause ? element("span", { class: "muted", title: reasonFor(cause) }, ` · ${cause.toLowerCase().replaceAll("_", " ")}`) : "";
}

function draw() {
  drawArea(byId("rate"), lately(rates), { seconds: SECONDS, unit: "/s" });
  drawDots(byId("delay"), lately(delays), { seconds: SECONDS, unit: "ms" });
}

/** Forgets what is older than the plot. */
function lately(values) {
  const now = Date.now();
  while (values.length && now - values[0].time > SECONDS * 1000) {
    values.shift();
  }
  return values.map(({ time, value }) => ({ at: (now - time) / 1000, value }));
}

async function sendRequests() {
  const before = performance.now();
  let sent = 0;
  const worker = async () => {
    while (sent < REQUESTS) {
      sent++;
      await session.fetch("/api/me", { cache: "no-store" });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  const seconds = (performance.now() - before) / 1000;
  byId("said").textContent =
    `${count(REQUESTS)} requests in ${seconds.toFixed(1)} s: each token was verified, and the storage was not asked once.`;
}

/** Another device of this user, which is no browser and keeps no cookie. */
async function signInAndOut() {
  const { name, password } = (await call("/api/accounts")).find((account) => account.name === me.name);
  const signedIn = await post("/sign-in", { name, password });
  const { refresh_token } = await signedIn.json();
  await post("/session/sign-out", { refresh_token });
  byId("said").textContent = "A device was signed in, and out: see how soon this node knew.";
}

function post(path, body) {
  return fetch(path, {
    method: "POST",
    credentials: "omit",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
}
