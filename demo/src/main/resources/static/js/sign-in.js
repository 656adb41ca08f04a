import { byId, element } from "./dom.js";
import { icon } from "./icons.js";
import { reasonInWords } from "./reasons.js";
import { SIGNING_IN_KEY } from "./signing-in.js";

const form = byId("sign-in");
const query = new URLSearchParams(location.search);

const nameBefore = sessionStorage.getItem(SIGNING_IN_KEY);

showReason();
sessionStorage.removeItem(SIGNING_IN_KEY);
form.addEventListener("submit", () => sessionStorage.setItem(SIGNING_IN_KEY, form.elements.username.value));
await showAccounts();

function showReason() {
  if (query.has("error")) {
    tell("bad", "The name or the password is wrong.");
    form.elements.username.value = nameBefore ?? "";
    byId(nameBefore ? "password" : "username").focus();
  } else if (query.get("cause") === "COOKIES_DROPPED" || (query.get("cause") === "TOKEN_MISSING" && nameBefore)) {
    tell(
      "warn",
      "You have signed in, but this browser did not keep the cookies: it takes no Secure cookies over http. Use Chromium or Firefox, or start the demo with ",
      element("code", {}, "--symbolon.web.cookie.secure=false"),
      ".",
    );
  } else {
    const words = reasonInWords(query.get("cause"));
    if (words) {
      tell("accent", words);
    }
  }
}

function tell(tone, ...words) {
  const place = byId("reason");
  place.dataset.tone = tone;
  place.replaceChildren(icon(tone === "accent" ? "info" : "warning"), element("p", {}, ...words));
  place.hidden = false;
}

async function showAccounts() {
  const list = byId("accounts");
  try {
    const accounts = await (await fetch("/api/accounts")).json();
    list.replaceChildren(...accounts.map((account) => element("li", {}, accountButton(account))));
  } catch {
    list.replaceChildren(element("li", { class: "soft" }, "The server does not answer. Reload the page to try again."));
  }
  list.removeAttribute("aria-busy");
}

function accountButton({ name, password, role }) {
  const button = element(
    "button",
    { class: "account", type: "button" },
    element("span", { class: "initial", "aria-hidden": "true" }, name[0]),
    element(
      "span",
      { class: "account-text" },
      element("span", { class: "account-name" }, name),
      element("span", { class: "soft small" }, password),
    ),
    element("span", { class: "badge", "data-tone": role === "admin" ? "accent" : "plain" }, role),
  );
  button.addEventListener("click", () => {
    form.elements.username.value = name;
    form.elements.password.value = password;
    form.querySelector("[type=submit]").focus();
  });
  return button;
}
