import { afterAll, beforeAll, expect, test } from "vitest";
import { openApiDocument } from "../src/index.ts";
import { createStateReader } from "./fuzz/database-state.ts";
import { fuzzOperation } from "./fuzz/fuzz-operation.ts";
import { startFuzzWorld, type FuzzWorld } from "./fuzz/fuzz-world.ts";
import { operationsOf } from "./fuzz/operation.ts";
import { openWire, type Wire } from "./fuzz/wire.ts";

/** `npm run fuzz` sends more of them, for as long as it is told. */
const REQUESTS = Number(process.env["BELFRY_FUZZ_REQUESTS"] ?? 200);
/** The seed of a run that found something is in its message: BELFRY_FUZZ_SEED repeats it. */
const seed = Number(process.env["BELFRY_FUZZ_SEED"] ?? Math.trunc(Math.random() * 2 ** 31));
const operations = operationsOf(await openApiDocument("0.0.0"));

let world: FuzzWorld;
let wire: Wire;
let readState: Awaited<ReturnType<typeof createStateReader>>;
beforeAll(async () => {
  world = await startFuzzWorld();
  wire = openWire(world.api.url);
  readState = await createStateReader(world.api.test.database.store);
});
afterAll(async () => {
  wire[Symbol.dispose]();
  await world[Symbol.asyncDispose]();
});

test.each(operations.map((operation) => [operation.operationId, operation] as const))(
  `%s withstands ${REQUESTS} hostile requests (seed ${seed})`,
  async (_name, operation) => {
    const { api, known } = world;
    const deps = { wire, authorization: `Bearer ${api.token}`, known, readState };
    const { sent, findings } = await fuzzOperation(deps, operation, { requests: REQUESTS, seed });
    expect(sent).toBeGreaterThanOrEqual(REQUESTS);
    expect(findings, JSON.stringify(api.logged.splice(0), null, 1).slice(0, 3_000)).toEqual([]);
  },
);
