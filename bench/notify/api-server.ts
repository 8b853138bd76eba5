import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";

const PROGRAM = fileURLToPath(new URL("../../server/src/main.ts", import.meta.url));

/** The server as people start it, with a database of its own that is as durable as theirs. */
export interface ApiServer extends AsyncDisposable {
  readonly url: string;
  readonly token: string;
}

/**
 * Starts a server that answers the API. @param roles what else it does; by default nothing @param databaseUrl by default a
 * database of its own
 */
export async function startApiServer(dataDir: string, roles = "api", databaseUrl?: string): Promise<ApiServer> {
  const settings = {
    BELFRY_DATA_DIR: dataDir,
    BELFRY_PORT: "0",
    BELFRY_ROLES: roles,
    // All clients are one caller here.
    BELFRY_RATE_LIMIT: "100000000",
    ...(databaseUrl !== undefined && { DATABASE_URL: databaseUrl }),
  };
  const child = spawn(process.execPath, [PROGRAM], {
    env: { ...process.env, ...settings },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (text: string) => (output += text));
  const end = performance.now() + 120_000;
  let url: string | undefined;
  while ((url = /listens on (\S+)/.exec(output)?.[1]) === undefined) {
    if (child.exitCode !== null || performance.now() > end) throw new Error(`The server did not start:\n${output}`);
    await sleep(50);
  }
  return {
    url,
    token: (await readFile(join(dataDir, "cli-token"), "utf8")).trim(),
    async [Symbol.asyncDispose]() {
      child.kill("SIGTERM");
      await once(child, "exit");
    },
  };
}
