import { asked } from "./confirm.js";
import { RequestError, call } from "./session.js";

/**
 * Does what may need a second factor: asks for the factor if the server does, and then does it.
 *
 * @param {() => Promise<unknown>} action
 * @returns {Promise<boolean>} false if the user does not want to
 * @throws {RequestError} if the code is wrong, or the action is refused for another reason
 */
export async function withSecondFactor(action) {
  try {
    await action();
    return true;
  } catch (error) {
    if (!(error instanceof RequestError) || error.problem.action !== "STEP_UP") {
      throw error;
    }
  }
  const code = await asked(
    "Confirm that it is you",
    "Whoever has stolen a session must not shut you out with it. In this demo the code is 246810.",
    "Code",
    { inputmode: "numeric" },
    "Confirm",
  );
  if (code === null) {
    return false;
  }
  await call("/api/me/second-factor", { method: "POST", json: { code } });
  await action();
  return true;
}
