/**
 * `npm run bench -- grid-claim [SECONDS]`: a day of 30,000 cells is generated, and generated again. Then programs claim cells
 * from the real server, over HTTP on kept connections, as fast as they are answered: one cell at a time and ten, of a grid
 * that limits nothing, and of one with limits for each platform and one cell of a shop at a time, whose claims have to count
 * what runs. None of these gives anything back, so thousands of cells run in the end. Last, programs that complete each cell
 * before they claim the next.
 */
import type { Agent } from "node:http";
import { numbersOf } from "../support/args.ts";
import { percentile } from "../support/percentile.ts";
import { keepAlive, openGridServer } from "./grid-server.ts";

const [seconds = 0] = numbersOf(5);
const CLIENTS = 16;

interface Claimed {
  readonly cells: readonly { readonly cell: string; readonly epoch: number }[];
}

await using server = await openGridServer();

interface ClaimLoad {
  readonly limit: number;
  /** Whether each cell is completed before the next one is claimed. */
  readonly completes?: boolean;
}

/** Claims as fast as they are answered. */
async function claimFrom(grid: string, { limit, completes = false }: ClaimLoad): Promise<Record<string, number>> {
  const took: number[] = [];
  const held: string[] = [];
  const until = performance.now() + seconds * 1_000;
  const work = async (agent: Agent) => {
    while (performance.now() < until) {
      const began = performance.now();
      const { cells } = await server.call<Claimed>(agent, "POST", `/v1/grids/${grid}/claim`, {
        limit,
        worker: "bench",
      });
      if (cells.length === 0) return;
      took.push(performance.now() - began);
      held.push(...cells.map(({ cell, epoch }) => `${cell} ${epoch}`));
      if (!completes) continue;
      for (const { cell, epoch } of cells)
        await server.call(agent, "POST", `/v1/grids/${grid}/complete`, { cell, epoch, result: { rows: 512 } });
    }
  };
  const agents = Array.from({ length: CLIENTS }, keepAlive);
  const began = performance.now();
  await Promise.all(agents.map(work));
  const spent = (performance.now() - began) / 1_000;
  for (const agent of agents) agent.destroy();
  return {
    claimsPerSecond: Math.round(took.length / spent),
    cellsPerSecond: Math.round(held.length / spent),
    p50Ms: percentile(took, 0.5),
    p99Ms: percentile(took, 0.99),
    twice: held.length - new Set(held).size,
  };
}

await server.makeGrid("open", {});
await server.makeGrid("limited", { concurrency: { limit: 10_000, per: "platform" }, exclusive: "shop" });
const generateMs = await server.generate("open");
const generateAgainMs = await server.generate("open");
await server.generate("limited");
const one = { limit: 1 };
const worked = { limit: 1, completes: true };
const open = {
  one: await claimFrom("open", one),
  worked: await claimFrom("open", worked),
  ten: await claimFrom("open", { limit: 10 }),
};
const limited = {
  one: await claimFrom("limited", one),
  worked: await claimFrom("limited", worked),
  ten: await claimFrom("limited", { limit: 10 }),
};
const bars = { claimsPerSecond: 500, generateMs: 2_000, generateAgainMs: 1_000 };
process.stdout.write(
  `${JSON.stringify({ bench: "grid-claim", seconds, clients: CLIENTS, generateMs, generateAgainMs, open, limited, bars })}\n`,
);
