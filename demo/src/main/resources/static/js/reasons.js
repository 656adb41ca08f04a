/** Why a session is over, in a person's words; by the server's causes and codes. */
const WORDS = {
  SIGNED_OUT: "You have signed out.",
  SIGNED_OUT_EVERYWHERE: "You have signed out everywhere.",
  SIGNED_OUT_FROM_ANOTHER_SESSION: "You were signed out from another of your devices.",
  REPLACED_BY_NEWER_SIGN_IN: "You signed in on another device, and this was the oldest of too many.",
  REUSE_DETECTED: "This session was ended to protect you: somebody used an old copy of its refresh token.",
  REUSED: "This session was ended to protect you: somebody used an old copy of its refresh token.",
  ADMINISTRATOR: "An administrator has signed you out.",
  CONTEXT_REFUSED: "Your device or your network looks different now. Sign in once more.",
  SESSION_NOT_FOUND: "You were away for long. Sign in once more.",
  REVOKED: "Your session was ended.",
};

/** The same as short labels, for lists of events. */
const LABELS = {
  SIGNED_OUT: "Signed out",
  SIGNED_OUT_FROM_ANOTHER_SESSION: "Signed out from another device",
  REPLACED_BY_NEWER_SIGN_IN: "Replaced by a newer sign-in",
  REUSE_DETECTED: "An old refresh token was used again",
  ADMINISTRATOR: "Ended by an administrator",
};

/**
 * What to tell who is asked to sign in.
 *
 * @param {string | null | undefined} reason a cause or a code; unknown ones give no words
 * @returns {string} perhaps empty
 */
export function reasonInWords(reason) {
  return reason && Object.hasOwn(WORDS, reason) ? WORDS[reason] : "";
}

/**
 * A cause as a label.
 *
 * @param {string} cause
 * @returns {string}
 */
export function causeLabel(cause) {
  return Object.hasOwn(LABELS, cause) ? LABELS[cause] : cause;
}
