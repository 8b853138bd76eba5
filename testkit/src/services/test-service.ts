import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ServerProcess, type ServerProgram } from "./server-process.ts";

/** A real server of a test, on a port and with data of its own. Disposing of it ends it and removes the data. */
export interface TestService extends AsyncDisposable {
  readonly host: "127.0.0.1";
  readonly port: number;
  /** With the user and password that the server was given. */
  readonly url: string;
  /** Brings it back on the same port, with its data. Does nothing while it runs. */
  start(): Promise<void>;
  /** Takes it away in order. Does nothing when it is away. */
  stop(): Promise<void>;
  /** Takes it away as a crash would. */
  kill(): Promise<void>;
  /** Takes it away in order and brings it back. */
  restart(): Promise<void>;
}

/** The one user whom every test server knows. */
export const testUser = { name: "belfry", password: "belfry-test" } as const;

/**
 * Starts a server in a folder of its own; `prepare` writes its configuration there and says how it is started.
 * @throws Error that names the server when it cannot be started
 */
export async function startService(options: {
  readonly port: number;
  readonly url: string;
  prepare(folder: string): Promise<ServerProgram>;
  /** Whatever else belongs to it and ends with it. @default nothing */
  readonly companions?: (folder: string) => Promise<readonly ServerProgram[]>;
}): Promise<TestService> {
  const folder = await mkdtemp(join(tmpdir(), "belfry-service-"));
  const companions = ((await options.companions?.(folder)) ?? []).map((program) => new ServerProcess(program));
  const server = new ServerProcess(await options.prepare(folder));
  const dispose = async (): Promise<void> => {
    await server.kill();
    for (const companion of companions) await companion.kill();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    for (const companion of companions) await companion.start();
    await server.start();
  } catch (error) {
    await dispose();
    throw error;
  }
  return {
    host: "127.0.0.1",
    port: options.port,
    url: options.url,
    start: () => server.start(),
    stop: () => server.stop(),
    kill: () => server.kill(),
    async restart() {
      await server.stop();
      await server.start();
    },
    [Symbol.asyncDispose]: dispose,
  };
}
