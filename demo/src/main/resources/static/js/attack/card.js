import { element, onPress } from "../dom.js";
import { withShortTokens } from "../format.js";
import { icon } from "../icons.js";
import { outcome } from "./attack.js";
import { Client } from "./client.js";

const SUMMARY = "What was sent, and what the server said";

/** One attack on the page: what it is, a button, and what the server said. */
export class AttackCard {
  /** The card, for the page to place. */
  element;
  #attack;
  #verdict = element("span", { class: "badge" });
  #checks = element("ul", { class: "checks" });
  #exchanges = element("ol", { class: "exchanges" });
  #summary = element("summary");
  #trace = element("details", { class: "trace", hidden: true }, this.#summary, this.#exchanges);
  #running = null;

  /**
   * @param {import("./attack.js").Attack} attack
   * @param {(text: string, tone: "good" | "bad") => void} announce tells the outcome of a single run
   */
  constructor(attack, announce) {
    this.#attack = attack;
    const title = `attack-${attack.id}`;
    const button = element("button", { class: "button", type: "button", "aria-describedby": title }, "Run");
    onPress(button, async () => {
      this.#trace.open = true;
      const isHeld = await this.run();
      announce(`${attack.title}: ${isHeld ? "held" : "did not hold"}.`, isHeld ? "good" : "bad");
    });
    this.#verdict.hidden = true;
    this.#checks.hidden = true;
    this.element = element(
      "section",
      { class: "card attack", id: attack.id, "aria-labelledby": title },
      element(
        "div",
        { class: "card-head" },
        element(
          "div",
          { class: "attack-text" },
          element("h2", { id: title }, attack.title),
          element("p", {}, attack.story),
        ),
        element("div", { class: "attack-side" }, this.#verdict, button),
      ),
      this.#checks,
      this.#trace,
    );
  }

  /**
   * Runs the attack; who asks while it runs gets the same run.
   *
   * @returns {Promise<boolean>} whether the server held
   */
  run() {
    this.#running ??= this.#runOnce().finally(() => {
      this.#running = null;
    });
    return this.#running;
  }

  async #runOnce() {
    this.element.dataset.ran = "";
    this.#checks.hidden = true;
    this.#exchanges.replaceChildren();
    this.#trace.hidden = false;
    this.#summary.textContent = SUMMARY;
    this.#showVerdict("Running", "plain");
    try {
      const checks = await this.#attack.run(new Client((exchange) => this.#add(exchange)));
      this.#checks.replaceChildren(...checks.map(checkRow));
      this.#checks.hidden = false;
      const isHeld = checks.every((check) => check.isHeld);
      this.#showVerdict(isHeld ? "Held" : "Did not hold", isHeld ? "good" : "bad");
      return isHeld;
    } catch (error) {
      this.#checks.replaceChildren(checkRow({ promise: `The attack broke off: ${error.message}`, isHeld: false }));
      this.#checks.hidden = false;
      this.#showVerdict("Broke off", "bad");
      return false;
    }
  }

  #add(exchange) {
    this.#exchanges.append(exchangeRow(exchange));
    this.#summary.textContent = `${SUMMARY} (${this.#exchanges.children.length})`;
  }

  #showVerdict(text, tone) {
    this.#verdict.hidden = false;
    this.#verdict.dataset.tone = tone;
    this.#verdict.textContent = text;
  }
}

function checkRow({ promise, isHeld }) {
  return element(
    "li",
    { class: "check", "data-held": String(isHeld) },
    icon(isHeld ? "check" : "cross"),
    element("span", {}, element("span", { class: "visually-hidden" }, isHeld ? "Held: " : "Did not hold: "), promise),
  );
}

function exchangeRow(exchange) {
  const { step, sent, note, status, answer, times = 1 } = exchange;
  return element(
    "li",
    { class: "exchange" },
    element(
      "div",
      { class: "exchange-head" },
      element("h3", {}, step),
      element(
        "span",
        { class: "badge numbers", "data-tone": status < 400 ? "plain" : "warn" },
        times > 1 ? `${times} × ${outcome(exchange)}` : outcome(exchange),
      ),
    ),
    element(
      "div",
      { class: "wire" },
      wireRow("Sent", withShortTokens(sent)),
      note ? wireRow("Changed", note) : "",
      wireRow("Answer", withShortTokens(answer) || "no body"),
    ),
  );
}

function wireRow(label, text) {
  return element(
    "div",
    { class: "wire-row" },
    element("span", { class: "wire-label" }, label),
    element("pre", {}, text),
  );
}
