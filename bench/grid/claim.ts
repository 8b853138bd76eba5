/**
 * `npm run bench -- grid-claim [SECONDS]`: programs that claim cells from the real server, over HTTP on kept connections, as
 * fast as they are answered: one cell at a time, and ten. First of a grid that limits nothing, then of one with limits for each
 * platform and one cell of a shop at a time, whose claims have to count what runs.
 */
import { Agent, request } from "node:http";
import { join } from "node:path";
import { startApiServer } from "../notify/api-server.ts";
import { numbersOf } from "../support/args.ts";
import { openBenchDatabase } from "../support/bench-database.ts";
import { percentile } from "../support/percentile.ts";

const [seconds = 0] = numbersOf(5);
const CLIENTS = 16;
const PLATFORMS = 10;
const SHOPS = 500;
const TASKS = ["badscore", "quality", "kpi_days", "chat", "orders", "refunds"];

interface Claimed {
  readonly cells: readonly { readonly cell: string; readonly epoch: number }[];
}

// Its folder goes when this ends; its server is not used.
await using database = await openBenchDatabase();
await using server = await startApiServer(join(database.folder, "server"), "api,scheduler");
const keepAlive = () => new Agent({ keepAlive: true, maxSockets: 1 });

/** One request on a connection that is kept. @throws Error for every answer but 200 */
function call<T>(agent: Agent, method: string, path: string, body: unknown): Promise<T> {
  return new Promise((resolve, reject) => {
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
    sent.on("error", reject).end(JSON.stringify(body));
  });
}

const own = keepAlive();

/** A grid with a day of cells. Returns how long its generation took. */
async function makeGrid(grid: string, limits: Record<string, unknown>): Promise<number> {
  const dimensions = ["platform", "shop"].map((dimension) => ({ dimension, name: dimension }));
  const taskTypes = TASKS.map((task) => ({ task, name: task, worker: "external", ...limits }));
  await call(own, "PUT", `/v1/grids/${grid}`, { grid, name: grid, dimensions, taskTypes });
  const members = Array.from({ length: PLATFORMS * SHOPS }, (_, n) => ({
    member: { platform: `p${n % PLATFORMS}`, shop: `shop-${n}` },
  }));
  await call(own, "POST", `/v1/grids/${grid}/members`, { members });
  const began = performance.now();
  await call(own, "POST", `/v1/grids/${grid}/generate`, { date: "2025-10-04" });
  return Math.round(performance.now() - began);
}

/** Claims of so many cells, each completed by the way, as fast as they are answered. */
async function claimFrom(grid: string, limit: number): Promise<Record<string, number>> {
  const took: number[] = [];
  let cells = 0;
  const until = performance.now() + seconds * 1_000;
  const held: Claimed["cells"][number][] = [];
  const work = async (agent: Agent) => {
    while (performance.now() < until) {
      const began = performance.now();
      const answer = await call<Claimed>(agent, "POST", `/v1/grids/${grid}/claim`, { limit, worker: "bench" });
      if (answer.cells.length === 0) return;
      took.push(performance.now() - began);
      cells += answer.cells.length;
      held.push(...answer.cells);
    }
  };
  const agents = Array.from({ length: CLIENTS }, keepAlive);
  const began = performance.now();
  await Promise.all(agents.map(work));
  const spent = (performance.now() - began) / 1_000;
  const unique = new Set(held.map(({ cell, epoch }) => `${cell} ${epoch}`)).size;
  return {
    claimsPerSecond: Math.round(took.length / spent),
    cellsPerSecond: Math.round(cells / spent),
    p50Ms: percentile(took, 0.5),
    p99Ms: percentile(took, 0.99),
    twice: cells - unique,
  };
}

const generateMs = await makeGrid("open", {});
await makeGrid("limited", { concurrency: { limit: 10_000, per: "platform" }, exclusive: "shop" });
const open = { one: await claimFrom("open", 1), ten: await claimFrom("open", 10) };
const limited = { one: await claimFrom("limited", 1), ten: await claimFrom("limited", 10) };
process.stdout.write(
  `${JSON.stringify({ bench: "grid-claim", seconds, clients: CLIENTS, generateMs, open, limited, bars: { claimsPerSecond: 500, generateMs: 2_000 } })}\n`,
);
