/**
 * The server as a program. Settings come from the environment; `belfry start` sets them. It says on standard output where
 * it listens, and on standard error what goes wrong: one line and a code that is not 0.
 */
import { isAppError } from "@belfry/model";
import { readServerConfig } from "./config.ts";
import { createServerLog } from "./server-log.ts";
import { startServer } from "./start-server.ts";

try {
  const config = readServerConfig();
  const log = createServerLog(config.logLevel);
  const server = await startServer(config, {
    log,
    onFatal(error) {
      log.error("Belfry cannot go on", { reason: error.message });
      process.exitCode = 1;
      void server.stop();
    },
  });
  if (server.url !== undefined) process.stdout.write(`Belfry listens on ${server.url}\n`);
  if (server.firstLogin !== undefined) {
    const { username, password } = server.firstLogin;
    process.stdout.write(`First login: ${username} / ${password} (shown once; change it in the console)\n`);
  }
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void server.stop());
} catch (error) {
  process.stderr.write(
    `${isAppError(error) ? `${error.message} ${error.remedy}` : String(error instanceof Error ? error.stack : error)}\n`,
  );
  process.exitCode = 1;
}
