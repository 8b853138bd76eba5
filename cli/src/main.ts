/** The `belfry` command. */
import { readCliConfig } from "./config.ts";
import { runCommandLine } from "./program.ts";

// A reader that has seen enough (`belfry rules list | head`) is no failure.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit(0);
  throw error;
});
process.exitCode = await runCommandLine(process.argv.slice(2), readCliConfig());
