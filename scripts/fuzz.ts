/**
 * `npm run fuzz -- --minutes 10 [--seed 1] [--only rules.save]`: sends hostile requests to every route, round after round
 * with a new seed and in a new database, until the time is over or something was found. The seed repeats it.
 */
import { spawnSync } from "node:child_process";
import { parseArgs } from "node:util";

// Rounds of a few minutes, so that a short run sees every route.
const REQUESTS = 400;

const { values } = parseArgs({
  options: {
    minutes: { type: "string", default: "10" },
    seed: { type: "string", default: String(Math.trunc(Math.random() * 2 ** 31)) },
    only: { type: "string" },
  },
});
const minutes = Number(values.minutes);
const first = Number(values.seed);
if (!(minutes > 0) || !Number.isSafeInteger(first)) {
  process.stderr.write("Write it like: npm run fuzz -- --minutes 10 --seed 1 --only rules.save\n");
  process.exit(2);
}

const endAt = performance.now() + minutes * 60_000;
const filter = values.only === undefined ? [] : ["-t", values.only];
for (let seed = first; performance.now() < endAt; seed += 1) {
  console.log(`Seed ${seed}: ${REQUESTS} requests to each route.`);
  const { status } = spawnSync(
    process.execPath,
    ["node_modules/vitest/vitest.mjs", "run", "api/test/fuzz.test.ts", ...filter],
    {
      env: { ...process.env, BELFRY_FUZZ_SEED: String(seed), BELFRY_FUZZ_REQUESTS: String(REQUESTS) },
      stdio: "inherit",
    },
  );
  if (status !== 0) process.exit(1);
}
