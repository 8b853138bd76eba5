import { createClient, isBelfryProblem } from "@belfry/client";
import { CliError } from "../errors/cli-error.ts";
import { ExitCode } from "../errors/exit-code.ts";
import type { Context } from "../context.ts";
import { readIfThere } from "../read-if-there.ts";
import { runInForeground } from "../service/run-in-foreground.ts";
import { runningPid } from "../service/service-process.ts";
import { startService, type StartOptions } from "../service/start-service.ts";
import { withContext, type AddCommand } from "./command.ts";

export const addStart: AddCommand = (parent, host) => {
  parent
    .command("start")
    .description("start Belfry in the background, and wait until it answers")
    .option("--host <address>", "where it listens (default 127.0.0.1, or BELFRY_HOST)")
    .option("--port <number>", "its port (default 4200, or BELFRY_PORT; 0 takes a free one)")
    .option("--foreground", "stay in front, write the log to this terminal, end with Ctrl-C")
    .action(
      withContext(host, async (context, options: StartOptions & { readonly foreground?: boolean }) => {
        checkPort(options.port);
        const pid = await runningPid(context.files);
        if (pid !== undefined) await sayRunning(context, pid);
        else if (options.foreground === true) return runInForeground(context, options);
        else if (await answersAlready(context, options)) return ExitCode.ok;
        else await startAndTell(context, options);
        return ExitCode.ok;
      }),
    );
};

/** Starts the service and prints what one has to know of it. */
export async function startAndTell(context: Context, options: StartOptions): Promise<void> {
  context.progress(`starting Belfry, data in ${context.files.dataDir} …`);
  const { pid, url, firstLogin } = await startService(context, options);
  const lines = [`Belfry runs at ${url} (process ${pid}, log ${context.files.log}).`];
  if (firstLogin !== undefined) {
    lines.push(
      `First login: ${firstLogin.name} / ${firstLogin.password}`,
      "The password is shown only now; change it in the console.",
    );
  }
  context.print({ running: true, pid, url, ...(firstLogin !== undefined && { firstLogin }) }, lines.join("\n"));
}

async function sayRunning(context: Context, pid: number): Promise<void> {
  const url = await readIfThere(context.files.url);
  context.print(
    { running: true, pid, url },
    `Belfry is running already${url === undefined ? "" : ` at ${url}`} (process ${pid}).`,
  );
}

/**
 * Whether a Belfry answers where this one would listen: one that the system's own services started, or `npm start`. Then
 * there is nothing to start, as with one of this data folder.
 */
async function answersAlready(context: Context, { host, port }: StartOptions): Promise<boolean> {
  const { BELFRY_HOST, BELFRY_PORT } = context.config.environment;
  const place = { host: host ?? (BELFRY_HOST || "127.0.0.1"), port: port ?? (BELFRY_PORT || "4200") };
  if (place.port === "0") return false;
  const name = place.host === "0.0.0.0" || place.host === "::" ? "127.0.0.1" : place.host;
  const url = `http://${name.includes(":") ? `[${name}]` : name}:${place.port}`;
  try {
    const { version } = await createClient({ baseUrl: url, timeoutMs: 5_000 }).health.alive();
    // Somebody else's server may answer this address as well.
    if (typeof version !== "string") return false;
    const text = `Belfry ${version} answers at ${url} already, from elsewhere than ${context.files.dataDir}. Nothing was started; --port starts another one.`;
    context.print({ running: true, pid: null, url }, text);
    return true;
  } catch (error) {
    // Nobody, or somebody else: the server says itself when it cannot listen there.
    if (isBelfryProblem(error)) return false;
    throw error;
  }
}

function checkPort(port: string | undefined): void {
  if (port === undefined || (/^\d{1,5}$/.test(port) && Number(port) <= 65_535)) return;
  const remedy = "Write a number from 0 to 65535; 0 takes a free one.";
  throw new CliError("PORT_INVALID", `"${port}" is no port.`, { remedy, exitCode: ExitCode.usage });
}
