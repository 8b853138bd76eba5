import { triggerContract } from "@belfry/plugin-kit";
import { createTestActionContext, createTestDatabase, exposeOnLoopback } from "@belfry/testkit";
import { afterAll, test } from "vitest";
import { notifyTrigger } from "../../src/postgres/notify-trigger.ts";
import { outboxTrigger } from "../../src/postgres/outbox-trigger.ts";
import { triggerContext } from "../support/trigger-context.ts";

const database = await createTestDatabase();
const exposed = await exposeOnLoopback(database.url);
const actions = await createTestActionContext({ secrets: { SHOP: exposed.url } });
await database.store.query({
  name: "test-outbox",
  text: `create table outbox as select n as id, 'order.paid' as type, to_jsonb(n) as data from generate_series(1, 3) n`,
});
afterAll(async () => {
  await actions[Symbol.asyncDispose]();
  await exposed[Symbol.asyncDispose]();
  await database[Symbol.asyncDispose]();
});

const connection = { $secret: "SHOP" };
const written = "${{ secrets.SHOP }}";
const createContext = (signal: AbortSignal) => triggerContext(actions, { signal, feedId: "test" });
const checks = [
  ...triggerContract(notifyTrigger, {
    validConfigs: [
      { postgresNotify: "orders", connection },
      { postgresNotify: "orders", connection: written, format: "text", eventId: { path: "id" } },
    ],
    badConfigs: [
      { postgresNotify: "orders" },
      { postgresNotify: "", connection: written },
      { postgresNotify: "orders", connection: "postgres://shop:password@db/shop" },
    ],
    createContext,
  }),
  ...triggerContract(outboxTrigger, {
    validConfigs: [
      { postgresOutbox: "outbox", connection, afterwards: "keep" },
      { postgresOutbox: "shop.outbox", connection: written, afterwards: { mark: "sent_at" }, columns: { id: "nr" } },
    ],
    badConfigs: [
      { postgresOutbox: "outbox" },
      { postgresOutbox: "outbox", connection: "postgres://shop:password@db/shop" },
      { postgresOutbox: "outbox", connection: written, afterwards: "burn" },
      { postgresOutbox: "outbox", connection: written, every: "now and then" },
    ],
    createContext,
  }),
];
for (const { name, run } of checks) test(name, run);
