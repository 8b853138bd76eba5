/**
 * `npm start`: installs what is missing, builds the console, and runs the demo until Ctrl-C.
 *
 * Arguments go to the demo (`npm start -- --help` lists them). Plain JavaScript, because on a fresh machine it runs on
 * whatever Node is there.
 */
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildConsole } from "./setup/build-console.mjs";
import { installPackages } from "./setup/install-packages.mjs";
import { findProjectNode, projectEnvironment } from "./setup/project-node.mjs";
import { runInFront } from "./setup/run-program.mjs";
import { orExplain, say } from "./setup/step.mjs";

const root = dirname(dirname(fileURLToPath(import.meta.url)));

const node = await orExplain(async () => {
  await installPackages(root);
  const found = await findProjectNode(root);
  await buildConsole(root, found);
  return found;
});

say("demo: starting …");
const demo = join(root, "scripts/demo.ts");
const exitCode = await runInFront(node, ["--max-semi-space-size=4", demo, ...process.argv.slice(2)], {
  cwd: root,
  env: { NODE_COMPILE_CACHE: join(root, ".cache/compiled"), ...projectEnvironment(root) },
});
say(exitCode === 0 ? "demo: stopped" : `demo: ended with code ${exitCode}; the lines above say why`);
process.exitCode = exitCode;
