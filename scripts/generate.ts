/** `npm run generate`: writes every file that is derived from code. */
import { spawnSync } from "node:child_process";
import { generatedFacts } from "./generate/generated-facts.ts";

for (const { name, command } of generatedFacts) {
  console.log(`${name} …`);
  const { status } = spawnSync(process.execPath, command, { stdio: ["ignore", "inherit", "inherit"] });
  if (status !== 0) {
    console.error(
      `The ${name} could not be written (node ${command.join(" ")}). Correct the error above and run it again.`,
    );
    process.exitCode = 1;
  }
}
