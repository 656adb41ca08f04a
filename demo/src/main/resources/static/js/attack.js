import { afterwards } from "./attack/afterwards.js";
import { guess } from "./attack/guess.js";
import { Lab, shown } from "./attack/lab.js";
import { race } from "./attack/race.js";
import { replay } from "./attack/replay.js";
import { tamper } from "./attack/tamper.js";
import { button, byId, element, onClick } from "./dom.js";
import { session } from "./session.js";
import { enter } from "./shell.js";

/**
 * @typedef {object} Attack
 * @property {string} title
 * @property {string} intent
 * @property {string} expected
 * @property {(lab: Lab) => Promise<void>} run
 */

const ATTACKS = [replay, tamper, race, afterwards, guess];
const VICTIM = "grace";

const accounts = await (await fetch("/api/accounts")).json();
byId("account").append(...accounts.map(({ name }) => element("option", { value: name }, name)));
byId("account").value = VICTIM;

const cards = ATTACKS.map(card);
byId("attacks").append(...cards.map(({ node }) => node));
onClick(byId("all"), async () => {
  let held = 0;
  for (const { run } of cards) {
    held += (await run()) ? 1 : 0;
  }
  byId("said").textContent = `${held} of ${cards.length} held.`;
});
showWhoIsHere();

function card(attack) {
  const verdict = element("span", { class: "badge plain" }, "not run");
  const steps = element("ol", { class: "steps" });
  const run = async () => {
    steps.replaceChildren();
    const victim = accounts.find(({ name }) => name === byId("account").value);
    const lab = new Lab({ name: victim.name, password: victim.password }, (step) => steps.append(item(step)));
    let held = false;
    try {
      await attack.run(lab);
      held = lab.held;
    } catch (failed) {
      steps.append(item({ sent: `It could not be carried out: ${failed.message}` }));
    } finally {
      await lab.cleanUp();
    }
    verdict.className = held ? "badge good" : "badge bad";
    verdict.textContent = held ? "held" : "did not hold";
    byId("said").textContent = `${attack.title}: ${verdict.textContent}.`;
    return held;
  };
  const start = button("Run", async () => void (await run()), { "aria-label": `Run: ${attack.title}` });
  const node = element(
    "section",
    { class: "card attack", "aria-label": attack.title },
    element(
      "div",
      { class: "card-head" },
      element("h2", {}, attack.title),
      element("div", { class: "row" }, verdict, start),
    ),
    element(
      "div",
      { class: "card-body" },
      element("p", {}, attack.intent),
      element("p", { class: "muted" }, attack.expected),
      steps,
    ),
  );
  return { node, run };
}

function item({ sent, answer }) {
  const line = element("div", { class: "step-line" }, element("span", {}, sent));
  const step = element("li", { class: "step" }, line);
  if (answer) {
    line.append(element("span", { class: answer.status < 400 ? "badge plain" : "badge" }, String(answer.status)));
    if (answer.body) {
      step.append(element("pre", { class: "answer" }, shown(answer.body)));
    }
  }
  return step;
}

/** This page is for everybody; the header of a page of somebody signed in has more. */
async function showWhoIsHere() {
  const response = await session.fetch("/api/me", { cache: "no-store" });
  if (response.ok) {
    await enter();
  } else {
    byId("who").append(element("a", { href: "/sign-in.html" }, "Sign in"));
  }
}
