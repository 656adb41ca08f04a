import { byId, element } from "./dom.js";
import { timeOfDay } from "./format.js";
import { coalesced } from "./coalesced.js";
import { moment } from "./moment.js";
import { call, inBackground } from "./session.js";

/** What each field is for: RFC 7515, RFC 7519, RFC 9068; "sid" is of OpenID Connect, "ver" Symbolon's, "role" this demo's. */
const MEANINGS = {
  alg: "how it is signed: ECDSA, curve P-256",
  kid: "which key has signed it",
  typ: "an access token",
  iss: "who made it",
  aud: "whom it is for",
  client_id: "the program it was given to",
  sub: "who you are",
  jti: "this token's own number",
  sid: "the session, and what a sign-out ends",
  ver: "the session's version: tokens below it are outdated",
  role: "what you may do",
};
const TIMES = { exp: "expires", iat: "made", nbf: "valid from", auth_time: "signed in" };

/** The access token, decoded. Event "loaded": `event.detail` is the token. */
export class TokenView extends EventTarget {
  #place = byId("token");

  /** Shows the token that requests carry now. */
  load = coalesced(() =>
    inBackground(async () => {
      const token = await call("/api/token");
      this.#place.replaceChildren(part("Header", token.header), part("Payload", token.payload));
      this.dispatchEvent(new CustomEvent("loaded", { detail: token }));
    }),
  );
}

function part(name, fields) {
  const rows = Object.entries(fields).map(([field, value]) =>
    element(
      "tr",
      {},
      element("th", { scope: "row", class: "mono" }, field),
      element("td", { class: "mono" }, JSON.stringify(value)),
      element("td", {}, ...meaning(field, value)),
    ),
  );
  return element(
    "section",
    { class: "part" },
    element("h3", { class: "part-name" }, name),
    element("table", { class: "claims" }, element("tbody", {}, ...rows)),
  );
}

function meaning(field, value) {
  if (Object.hasOwn(TIMES, field)) {
    const time = new Date(value * 1000);
    return [`${TIMES[field]} `, moment(time), `, at ${timeOfDay(time)}`];
  }
  return Object.hasOwn(MEANINGS, field) ? [MEANINGS[field]] : [];
}
