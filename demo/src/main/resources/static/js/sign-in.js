import { byId, element } from "./dom.js";
import { reasonFor } from "./format.js";
import { signingIn } from "./session.js";

const parameters = new URLSearchParams(location.search);

const reason = reasonFor(parameters.get("cause") ?? undefined);
byId("reason").textContent = reason;
byId("reason").hidden = !reason;
byId("error").hidden = !parameters.has("error");
byId("form").addEventListener("submit", signingIn);

const accounts = await (await fetch("/api/accounts")).json();
byId("accounts").replaceChildren(...accounts.map(item));

function item({ name, password, role }) {
  const fill = element(
    "button",
    { type: "button" },
    element("span", {}, element("strong", {}, name), element("br"), element("code", { class: "muted" }, password)),
    element("span", { class: "badge plain" }, role),
  );
  fill.addEventListener("click", () => {
    byId("username").value = name;
    byId("password").value = password;
    byId("form").querySelector("button").focus();
  });
  return element("li", {}, fill);
}
