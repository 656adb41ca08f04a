import { element } from "./dom.js";

/**
 * Asks before something is done that somebody else will feel. Escape says no.
 *
 * @param {string} question
 * @param {string} consequence
 * @param {string} yes what the button says that does it
 * @returns {Promise<boolean>}
 */
export function confirmed(question, consequence, yes) {
  const dialog = element(
    "dialog",
    { class: "dialog", "aria-labelledby": "dialog-title", "aria-describedby": "dialog-text" },
    element(
      "form",
      { method: "dialog" },
      element("h2", { id: "dialog-title" }, question),
      element("p", { id: "dialog-text" }, consequence),
      element(
        "div",
        { class: "actions" },
        element("button", { class: "button", value: "no", autofocus: true }, "Cancel"),
        element("button", { class: "button button-danger", value: "yes" }, yes),
      ),
    ),
  );
  document.body.append(dialog);
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      resolve(dialog.returnValue === "yes");
      dialog.remove();
    });
    dialog.showModal();
  });
}
