/**
 * `npm run bench -- event [EVENTS] [EVENTS-A-SECOND]`: from the moment an event is handed in to the moment its first action
 * begins, at a steady rate. The ceiling is a bare program in the same run: one transaction that inserts the event and the
 * work and notifies, and a listener that claims it.
 */
import { numbersOf } from "../support/args.ts";
import { openBenchDatabase } from "../support/bench-database.ts";
import { measureProgram } from "../support/measure-program.ts";

interface Measured {
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly started: number;
}

const [events = 0, perSecond = 0] = numbersOf(6_000, 200);
await using database = await openBenchDatabase();
const args = [database.url, database.folder, events, perSecond];
const ceiling = await measureProgram<Measured>(new URL("ceiling.ts", import.meta.url), args);
const belfry = await measureProgram<Measured>(new URL("belfry.ts", import.meta.url), args);
process.stdout.write(
  `${JSON.stringify({
    bench: "event",
    events,
    perSecond,
    p50Ms: belfry.p50Ms,
    p99Ms: belfry.p99Ms,
    ceilingP50Ms: ceiling.p50Ms,
    ceilingP99Ms: ceiling.p99Ms,
    lost: events - belfry.started,
    bars: { p50Ms: 8, p99Ms: 50 },
  })}\n`,
);
if (belfry.started !== events) process.exitCode = 1;
