import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { runProgram } from "./run-program.mjs";
import { say, SetupError } from "./step.mjs";

/** The oldest Node that runs Belfry, as `engines` in package.json says. */
const oldest = /** @type {const} */ ([24, 11]);

/**
 * The Node that runs Belfry: the one from npm, or the machine's own when it is new enough.
 *
 * @param {string} root the checkout, with its packages installed
 * @returns {Promise<string>} the path of the program
 */
export async function findProjectNode(root) {
  const bundled = join(root, "node_modules/.bin", process.platform === "win32" ? "node.cmd" : "node");
  for (const candidate of existsSync(bundled) ? [bundled, process.execPath] : [process.execPath]) {
    const { code, output } = await runProgram(candidate, ["--version"]);
    if (code === 0 && isNewEnough(output)) {
      say(`Node ${output.trim()}`);
      return candidate;
    }
  }
  throw new SetupError(
    `Belfry needs Node ${oldest.join(".")} or newer; this is ${process.version}, and npm has none for ${process.platform} ${process.arch}.`,
    "Install Node 24 (https://nodejs.org) and start again. On Linux: remove node_modules and start again, so that npm fetches it.",
  );
}

/**
 * @param {string} version for instance `v24.21.0`
 * @returns {boolean}
 */
export function isNewEnough(version) {
  const [major = 0, minor = 0] = version.trim().replace(/^v/, "").split(".").map(Number);
  return major > oldest[0] || (major === oldest[0] && minor >= oldest[1]);
}

/**
 * The environment in which programs of the checkout run: its Node and its tools come first.
 *
 * @param {string} root
 * @returns {NodeJS.ProcessEnv}
 */
export function projectEnvironment(root) {
  return { ...process.env, PATH: [join(root, "node_modules/.bin"), process.env["PATH"] ?? ""].join(delimiter) };
}
