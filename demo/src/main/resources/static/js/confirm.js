import { element } from "./dom.js";

/**
 * Asks before something is done that somebody else will feel. Escape says no.
 *
 * @param {string} question
 * @param {string} consequence
 * @param {string} yes what the button says that does it
 * @returns {Promise<boolean>}
 */
export async function confirmed(question, consequence, yes) {
  const cancel = element("button", { class: "button", type: "button", autofocus: true }, "Cancel");
  const answer = await answered(question, consequence, [], cancel, { class: "button button-danger" }, yes);
  return answer !== null;
}

/**
 * Asks for a text. Escape gives none.
 *
 * @param {string} question
 * @param {string} explanation
 * @param {string} label the field's
 * @param {Record<string, string>} attributes the field's
 * @param {string} yes what the button says that takes the text
 * @returns {Promise<string | null>} null if it was not meant
 */
export function asked(question, explanation, label, attributes, yes) {
  const input = element("input", { id: "dialog-answer", autocomplete: "off", autofocus: true, ...attributes });
  const field = element("div", { class: "field" }, element("label", { for: "dialog-answer" }, label), input);
  const cancel = element("button", { class: "button", type: "button" }, "Cancel");
  return answered(question, explanation, [field], cancel, { class: "button button-main" }, yes);
}

/** @returns {Promise<string | null>} what the field holds, which may be empty; null if it was not meant */
function answered(question, text, fields, cancel, attributes, yes) {
  const dialog = element(
    "dialog",
    { class: "dialog", "aria-labelledby": "dialog-title", "aria-describedby": "dialog-text" },
    element(
      "form",
      { method: "dialog" },
      element("h2", { id: "dialog-title" }, question),
      element("p", { id: "dialog-text" }, text),
      ...fields,
      element("div", { class: "actions" }, cancel, element("button", { ...attributes, value: "yes" }, yes)),
    ),
  );
  cancel.addEventListener("click", () => dialog.close("no"));
  document.body.append(dialog);
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      resolve(dialog.returnValue === "yes" ? (dialog.querySelector("input")?.value ?? "") : null);
      dialog.remove();
    });
    dialog.showModal();
  });
}
