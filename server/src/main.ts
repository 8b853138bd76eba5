/**
 * The server as a program. Settings come from the environment; `belfry start` sets them. It says on standard output where
 * it listens, and on standard error what goes wrong: one line and a code that is not 0.
 */
import { isAppError } from "@belfry/model";
import { readServerConfig } from "./config.ts";
import { loadPlugins } from "./load-plugins.ts";
import { createServerLog } from "./server-log.ts";
import { startServer } from "./start-server.ts";

// From the first moment on: a signal during the start ends Belfry in order once it has started.
const ended = Promise.withResolvers<void>();
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => ended.resolve());

try {
  const config = readServerConfig();
  const log = createServerLog(config.logLevel);
  await using server = await startServer(config, {
    log,
    plugins: await loadPlugins(config.plugins),
    onFatal(error) {
      log.error("Belfry cannot go on", { reason: error.message });
      process.exitCode = 1;
      ended.resolve();
    },
  });
  if (server.url !== undefined) process.stdout.write(`Belfry listens on ${server.url}\n`);
  if (server.firstLogin !== undefined) {
    const { username, password } = server.firstLogin;
    process.stdout.write(`First login: ${username} / ${password} (shown once; change it in the console)\n`);
  }
  await ended.promise;
} catch (error) {
  process.stderr.write(
    `${isAppError(error) ? `${error.message} ${error.remedy}` : String(error instanceof Error ? error.stack : error)}\n`,
  );
  process.exitCode = 1;
}
