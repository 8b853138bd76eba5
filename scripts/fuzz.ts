/**
 * `npm run fuzz -- --minutes 10 [--seed 1] [--only rules.save]`: sends hostile requests to every route, round after round
 * with a new seed, until the time is over. Exits with 1 when something was found; the seed repeats it.
 */
import { parseArgs } from "node:util";
import { startTestPostgres } from "@belfry/testkit";
import { openApiDocument } from "@belfry/api";
import { createStateReader } from "../api/test/fuzz/database-state.ts";
import { fuzzOperation } from "../api/test/fuzz/fuzz-operation.ts";
import { startFuzzWorld } from "../api/test/fuzz/fuzz-world.ts";
import { operationsOf } from "../api/test/fuzz/operation.ts";
import { openWire } from "../api/test/fuzz/wire.ts";

const { values } = parseArgs({
  options: {
    minutes: { type: "string", default: "1" },
    seed: { type: "string", default: String(Math.trunc(Math.random() * 2 ** 31)) },
    only: { type: "string" },
  },
});
const endAt = performance.now() + Number(values.minutes) * 60_000;
const { only } = values;
const all = operationsOf(await openApiDocument("0.0.0"));
const operations = only === undefined ? all : all.filter(({ operationId }) => operationId.startsWith(only));
if (operations.length === 0 || !Number.isFinite(endAt))
  throw new Error("Give --minutes a number and --only an operation.");

await using _postgres = await startTestPostgres();
let found = 0;
let sent = 0;
for (let seed = Number(values.seed); performance.now() < endAt; seed += 1) {
  // A world of its own for each round: what one request broke must not hide what another breaks.
  await using world = await startFuzzWorld();
  using wire = openWire(world.api.url);
  const readState = await createStateReader(world.api.test.database.store);
  const deps = { wire, authorization: `Bearer ${world.api.token}`, known: world.known, readState };
  for (const operation of operations) {
    if (performance.now() >= endAt) break;
    const result = await fuzzOperation(deps, operation, { requests: 400, seed });
    sent += result.sent;
    found += result.findings.length;
    const statuses = Object.entries(result.statuses).map(([status, times]) => `${status}×${times}`);
    console.log(`seed ${seed} ${operation.operationId.padEnd(28)} ${statuses.join(" ")}`);
    for (const finding of result.findings) console.error(finding);
    for (const { message, fields } of world.api.logged.splice(0)) console.error(message, fields);
  }
}
console.log(`${sent} requests, ${found} findings.`);
process.exitCode = found === 0 ? 0 : 1;
