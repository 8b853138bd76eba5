import { readIfThere } from "../read-if-there.ts";
import { stopService } from "../service/stop-service.ts";
import type { StartOptions } from "../service/start-service.ts";
import { withContext, type AddCommand } from "./command.ts";
import { startAndTell } from "./start.ts";

export const addRestart: AddCommand = (parent, host) => {
  parent
    .command("restart")
    .description("stop Belfry and start it again, at the same address unless told otherwise")
    .option("--host <address>", "where it listens from now on")
    .option("--port <number>", "its port from now on")
    .action(
      withContext(host, async (context, options: StartOptions) => {
        const before = URL.parse((await readIfThere(context.files.url)) ?? "");
        if ((await stopService(context)) !== undefined) context.progress("stopped");
        // The address of a proxy or of IPv6 is written in brackets, which the server does not want.
        const same =
          before === null ? {} : { host: before.hostname.replace(/^\[|\]$/g, ""), port: before.port || "80" };
        await startAndTell(context, { ...same, ...options });
      }),
    );
};
