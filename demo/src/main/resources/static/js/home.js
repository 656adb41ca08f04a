import { showDevices } from "./devices.js";
import { showRole } from "./role.js";
import { startShell } from "./shell.js";
import { TokenView } from "./token.js";

const shell = await startShell();
const token = new TokenView();
showDevices(shell);
showRole(shell, token);
await token.load();
