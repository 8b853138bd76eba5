import { spawn } from "node:child_process";
import { once } from "node:events";
import { constants } from "node:os";
import { fileURLToPath } from "node:url";
import { Argument } from "commander";
import { withContext, type AddCommand } from "./command.ts";

const program = fileURLToPath(new URL("../../../scripts/demo.ts", import.meta.url));

/** Runs a demo as a program of its own, in this terminal; what it prints is the result. */
export const addDemo: AddCommand = (parent, host) => {
  parent
    .command("demo")
    .description("run a demo: the late-return list against a simulated school")
    .addArgument(new Argument("<demo>").choices(["dorm"]))
    .option("--once", "run it once in a throw-away data folder and end")
    .action(
      withContext(host, async (context, _demo: string, options: { readonly once?: boolean }) => {
        const wanted = [...(options.once === true ? ["--once"] : []), ...(context.json ? ["--json"] : [])];
        const child = spawn(process.execPath, ["--max-semi-space-size=4", program, ...wanted], { stdio: "inherit" });
        process.on("SIGINT", () => undefined);
        for (const signal of ["SIGTERM", "SIGHUP"] as const) process.on(signal, () => child.kill(signal));
        const [code, signal] = (await once(child, "exit")) as [number | null, NodeJS.Signals | null];
        return code ?? 128 + (signal === null ? 0 : constants.signals[signal]);
      }),
    );
};
