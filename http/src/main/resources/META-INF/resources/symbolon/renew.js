/**
 * The page that renews a person's sign-in: refreshes, then goes to the page again. Once only: where the browser keeps no
 * cookies, the link to the sign-in is left.
 */
import { BrowserSession } from "./symbolon.js";

const MARK = "symbolon:renewed";
const AGAIN_AFTER_MILLIS = 10_000;

const refreshPath = document.querySelector('meta[name="symbolon-refresh"]').content;
const session = new BrowserSession({ refreshPath });

if (isFirstTime()) {
  if (await session.refresh()) {
    location.reload();
  } else {
    goToSignIn();
  }
}

/** Without storage nobody can tell, and a loop is worse than a link. */
function isFirstTime() {
  try {
    const last = Number(sessionStorage.getItem(MARK));
    sessionStorage.setItem(MARK, String(Date.now()));
    return Math.abs(Date.now() - last) > AGAIN_AFTER_MILLIS;
  } catch {
    return false;
  }
}

function goToSignIn() {
  const link = document.querySelector("main a");
  if (link && session.isOver) {
    location.replace(link.href);
  }
}
