/** The `belfry` command. */
import { enableCompileCache } from "node:module";
import { fileURLToPath } from "node:url";

// Removing the types of some eighty files takes longer than what most commands do. Not in the system's folder for
// temporary files: there somebody else could lay code ready for us.
enableCompileCache(fileURLToPath(new URL("../../.cache/compiled", import.meta.url)));

// A reader that has seen enough (`belfry rules list | head`) is no failure.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit(0);
  throw error;
});

const { readCliConfig, runCommandLine } = await import("./index.ts");
const { stdin, stdout, stderr } = process;
process.exitCode = await runCommandLine(process.argv.slice(2), { config: readCliConfig(), stdin, stdout, stderr });
