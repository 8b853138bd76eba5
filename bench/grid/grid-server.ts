import { Agent, request } from "node:http";
import { join } from "node:path";
import { startApiServer } from "../notify/api-server.ts";
import { openBenchDatabase, type BenchDatabase } from "../support/bench-database.ts";

export const PLATFORMS = 10;
export const SHOPS = 500;
export const TASKS = ["badscore", "quality", "kpi_days", "chat", "orders", "refunds"];
/** The base date of what is generated. */
export const DAY = "2025-10-04";

/** The real server with its database, and grids of ten platforms with five hundred shops each. */
export interface GridServer extends AsyncDisposable {
  readonly database: BenchDatabase;
  /** One request on the connection of an agent. @throws Error for every answer but 200 */
  call<T>(agent: Agent, method: string, path: string, body?: unknown): Promise<T>;
  /** Makes a grid with its members. @param limits of every task type */
  makeGrid(grid: string, limits: Record<string, unknown>): Promise<void>;
  /** How long it takes to generate the day of a grid, in milliseconds. */
  generate(grid: string): Promise<number>;
}

/** An agent of one connection that is kept. */
export const keepAlive = () => new Agent({ keepAlive: true, maxSockets: 1 });

export async function openGridServer(): Promise<GridServer> {
  const database = await openBenchDatabase();
  const server = await startApiServer(join(database.folder, "server"), "api,scheduler", database.url);
  const own = keepAlive();
  const call = <T>(agent: Agent, method: string, path: string, body?: unknown): Promise<T> =>
    new Promise((resolve, reject) => {
      const headers = { authorization: `Bearer ${server.token}`, "content-type": "application/json" };
      const sent = request(new URL(path, server.url), { agent, method, headers }, (response) => {
        let text = "";
        response.setEncoding("utf8").on("data", (part: string) => (text += part));
        response
          .on("end", () => {
            if (response.statusCode === 200) resolve(JSON.parse(text) as T);
            else reject(new Error(`${method} ${path} was answered with ${response.statusCode}: ${text}`));
          })
          .on("error", reject);
      });
      sent.on("error", reject).end(body === undefined ? undefined : JSON.stringify(body));
    });
  return {
    database,
    call,
    async makeGrid(grid, limits) {
      const dimensions = ["platform", "shop"].map((dimension) => ({ dimension, name: dimension }));
      const taskTypes = TASKS.map((task) => ({ task, name: task, worker: "external", ...limits }));
      await call(own, "PUT", `/v1/grids/${grid}`, { grid, name: grid, dimensions, taskTypes });
      const members = Array.from({ length: PLATFORMS * SHOPS }, (_, n) => ({
        member: { platform: `p${n % PLATFORMS}`, shop: `shop-${n}` },
      }));
      await call(own, "POST", `/v1/grids/${grid}/members`, { members });
    },
    async generate(grid) {
      const began = performance.now();
      await call(own, "POST", `/v1/grids/${grid}/generate`, { date: DAY });
      return Math.round(performance.now() - began);
    },
    async [Symbol.asyncDispose]() {
      own.destroy();
      await server[Symbol.asyncDispose]();
      await database[Symbol.asyncDispose]();
    },
  };
}
