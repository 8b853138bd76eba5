/**
 * `npm run bench -- cron-10k`, `cron-100k` or either with a number: so many rules with one schedule are due at the same
 * minute. Every slot must be accounted for, none lost or doubled; and the time from the minute to each first action is
 * measured. The ceiling is a bare program in the same run that takes as many due rows, writes their runs durably and does
 * no more.
 */
import { numbersOf } from "../support/args.ts";
import { openBenchDatabase } from "../support/bench-database.ts";
import { measureProgram } from "../support/measure-program.ts";

interface Measured {
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly started: number;
  readonly twice: number;
}

interface Ledger {
  readonly fired: number;
  readonly others: number;
  readonly executions: number;
  readonly succeeded: number;
}

const [rules = 0] = numbersOf(10_000);
const bar = rules <= 10_000 ? 5_000 : 60_000;
await using database = await openBenchDatabase();
const ceiling = await measureProgram<Measured>(new URL("ceiling.ts", import.meta.url), [database.url, rules]);
const belfry = await measureProgram<Measured>(new URL("belfry.ts", import.meta.url), [
  database.url,
  database.folder,
  rules,
]);
const { rows } = await database.store.query<Ledger>({
  name: "bench-ledger",
  text: `select
    (select coalesce(sum(n), 0)::int from belfry.slot_fates where fate = 'fired') as fired,
    (select coalesce(sum(n), 0)::int from belfry.slot_fates where fate <> 'fired')
      + (select count(*)::int from belfry.slots_due where due_at <= belfry.now()) as others,
    (select count(*)::int from belfry.executions) as executions,
    (select count(*)::int from belfry.executions where state = 'success') as succeeded`,
});
const ledger = rows[0] ?? { fired: 0, others: 0, executions: 0, succeeded: 0 };
const exact =
  ledger.fired === rules &&
  ledger.others === 0 &&
  ledger.executions === rules &&
  ledger.succeeded === rules &&
  belfry.started === rules &&
  belfry.twice === 0;
process.stdout.write(
  `${JSON.stringify({
    bench: "cron",
    rules,
    p50Ms: belfry.p50Ms,
    p99Ms: belfry.p99Ms,
    ceilingP50Ms: ceiling.p50Ms,
    ceilingP99Ms: ceiling.p99Ms,
    exact,
    ...ledger,
    twice: belfry.twice,
    bars: { p99Ms: bar },
  })}\n`,
);
if (!exact) process.exitCode = 1;
