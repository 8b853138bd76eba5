import { createRecords } from "@belfry/engine";
import { triggerContract } from "@belfry/plugin-kit";
import { createTestActionContext, createTestDatabase } from "@belfry/testkit";
import { afterAll, test } from "vitest";
import { recordTrigger } from "../src/record-trigger.ts";

const database = await createTestDatabase();
await database.store.pool.query(
  "insert into belfry.record_tables (name, max_rows, created_at, updated_at) values ('contracts', 10, belfry.now(), belfry.now())",
);
const records = createRecords(database.store);
await records.upsert("contracts", [{ key: "1", fields: { endDate: new Date(Date.now() - 60_000).toISOString() } }]);
const actions = await createTestActionContext({ records, now: new Date() });
afterAll(async () => {
  await actions[Symbol.asyncDispose]();
  await database[Symbol.asyncDispose]();
});
const nothing = () => Promise.resolve();

const checks = triggerContract(recordTrigger, {
  validConfigs: [
    { record: "contracts", field: "endDate" },
    {
      record: "contracts",
      field: "endDate",
      offset: "-30d",
      at: "09:00",
      timezone: "Asia/Shanghai",
      where: { open: true },
    },
    { record: "contracts", field: "endDate", offset: "+1d12h", within: "6d", every: "1h" },
  ],
  badConfigs: [
    {},
    { record: "contracts" },
    { record: "Not a table", field: "x" },
    { record: "contracts", field: "x", offset: "a month before" },
    { record: "contracts", field: "x", at: "9" },
    { record: "contracts", field: "x", within: "7d" },
    { record: "contracts", field: "x", timezone: "Asia/Beijing" },
  ],
  createContext: (signal) => ({
    ...actions.ctx,
    signal,
    feedId: "test",
    cursor: undefined,
    secret: () => Promise.reject(new Error("It needs no secret.")),
    expression: () => Promise.reject(new Error("It has no expression.")),
    unreadable: nothing,
    accept: nothing,
    acceptTo: nothing,
    lost: () => undefined,
  }),
});

for (const { name, run } of checks) test(name, run);
