/**
 * The key in `sessionStorage` that holds the name which was typed, by which a page knows that its browser has just sent the sign-in form: a request without
 * cookies then means that the browser did not keep them.
 */
export const SIGNING_IN_KEY = "signing-in";
