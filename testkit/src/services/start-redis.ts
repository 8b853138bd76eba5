import { askPort } from "./ask-port.ts";
import { debianProgram } from "./debian-program.ts";
import { freePort } from "./free-port.ts";
import { startService, testUser, type TestService } from "./test-service.ts";

/** Starts a Redis for tests. It keeps its data over `restart()`, not over `kill()`. */
export async function startRedis(): Promise<TestService> {
  const { path, env } = debianProgram("redis-server", "usr/bin/redis-server");
  const port = await freePort();
  return startService({
    port,
    url: `redis://:${testUser.password}@127.0.0.1:${port}`,
    prepare: async (folder) => ({
      name: "redis-server",
      path,
      env,
      folder,
      args: [
        ...["--port", String(port), "--bind", "127.0.0.1", "--dir", folder, "--requirepass", testUser.password],
        // Saved on the way out only: a save in the middle of a test would be a pause that nobody asked for.
        ...["--appendonly", "no", "--save", "86400 1", "--daemonize", "no"],
      ],
      answers: async () => /^[+-]/.test(String(await askPort(port, "PING\r\n"))),
    }),
  });
}
