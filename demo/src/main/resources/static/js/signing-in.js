/**
 * The key in `sessionStorage` by which a page knows that its browser has just sent the sign-in form: a request without
 * cookies then means that the browser did not keep them.
 */
export const SIGNING_IN_KEY = "signing-in";
