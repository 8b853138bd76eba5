import { askPort } from "./ask-port.ts";
import { debianProgram } from "./debian-program.ts";
import { freePort } from "./free-port.ts";
import { startService, testUser, type TestService } from "./test-service.ts";

/**
 * Starts a Redis for tests. It keeps its data over `restart()`, not over `kill()`.
 * @param options.password the password of the default user. @default that of the test user
 */
export async function startRedis(options: { readonly password?: string } = {}): Promise<TestService> {
  const { password = testUser.password } = options;
  const { path, env } = debianProgram("redis-server", "usr/bin/redis-server");
  const port = await freePort();
  return startService({
    port,
    url: `redis://:${encodeURIComponent(password)}@127.0.0.1:${port}`,
    prepare: async (folder) => ({
      name: "redis-server",
      path,
      env,
      folder,
      args: [
        "--port",
        String(port),
        "--bind",
        "127.0.0.1",
        "--dir",
        folder,
        "--requirepass",
        password,
        // Saved on the way out only: a save in the middle of a test would be a pause that nobody asked for.
        "--save",
        "86400 1",
        "--appendonly",
        "no",
      ],
      answers: async () => /^[+-]/.test(String(await askPort(port, "PING\r\n"))),
    }),
  });
}
