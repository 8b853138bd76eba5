/**
 * `npm run bench -- grid-backfill [DAYS] [SECONDS]`: a backfill of so many days of 30,000 cells is begun on the real server, over HTTP:
 * how long until the answer says that its plan is stored, with its counts, and until programs that ask all the time have the
 * first of its cells. Beside it the daily run is generated and handed out for so many seconds, and in the end the backfill is
 * cancelled.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { numbersOf } from "../support/args.ts";
import { percentile } from "../support/percentile.ts";
import { DAY, keepAlive, openGridServer, PLATFORMS, SHOPS, TASKS } from "./grid-server.ts";

const [days = 0, seconds = 0] = numbersOf(90, 10);
const CLIENTS = 4;

interface Backfill {
  readonly id: number;
  readonly total: number;
  readonly written: number;
  readonly states: Readonly<Record<string, number>>;
}
interface Claimed {
  readonly cells: readonly { readonly cell: string; readonly backfill: number | null }[];
}

await using server = await openGridServer();
await server.makeGrid("past", {});
const agent = keepAlive();
const call = <T>(method: string, path: string, body?: unknown) => server.call<T>(agent, method, path, body);
const before = (n: number) => new Date(Date.parse(DAY) - n * 86_400_000).toISOString().slice(0, 10);
// Until two days before the base date of the daily run, whose cells are of the day after.
const asked = { from: before(days + 1), until: before(2) };

const began = performance.now();
const since = () => Math.round(performance.now() - began);
const { plan, backfill } = await call<{ plan: { cells: number }; backfill: Backfill }>(
  "POST",
  "/v1/grids/past/backfills",
  asked,
);
const answeredMs = since();
let firstCellsMs = 0;
while (firstCellsMs === 0) {
  const { cells } = await call<Claimed>("POST", "/v1/grids/past/claim", { worker: "bench", limit: 10 });
  if (cells.length > 0) firstCellsMs = since();
  else await sleep(20);
}
const shown = await call<Backfill>("GET", `/v1/grids/past/backfills/${backfill.id}`);

// The daily run comes while the backfill is written and worked on.
const generateMs = await server.generate("past");
const took: number[] = [];
const order: string[] = [];
const end = performance.now() + seconds * 1_000;
const agents = Array.from({ length: CLIENTS }, keepAlive);
await Promise.all(
  agents.map(async (own) => {
    while (performance.now() < end) {
      const from = performance.now();
      const body = { worker: "bench", limit: 10 };
      const { cells } = await server.call<Claimed>(own, "POST", "/v1/grids/past/claim", body);
      took.push(performance.now() - from);
      order.push(...cells.map((one) => (one.backfill === null ? "daily" : "past")));
    }
  }),
);
const last = await call<Backfill>("GET", `/v1/grids/past/backfills/${backfill.id}`);
const cancelBegan = performance.now();
await call("POST", `/v1/grids/past/backfills/${backfill.id}/cancel`, {});
const cancelMs = Math.round(performance.now() - cancelBegan);
for (const one of [agent, ...agents]) one.destroy();

process.stdout.write(
  `${JSON.stringify({
    bench: "grid-backfill",
    days,
    cells: plan.cells,
    expected: days * PLATFORMS * SHOPS * TASKS.length,
    answeredMs,
    firstCellsMs,
    shown: { total: shown.total, running: shown.states["running"] },
    generateMs,
    beside: {
      claimedDaily: order.filter((one) => one === "daily").length,
      // Whatever belongs to the daily run is handed out before.
      pastAmongFirst: order.slice(0, 500).filter((one) => one === "past").length,
      claimP99Ms: percentile(took, 0.99),
      written: last.written,
    },
    cancelMs,
    bars: { firstCellsMs: 5_000 },
  })}\n`,
);
