/** A delivery ledger of its own with a provider that answers as told, for the golden cases of the notification service. */
import { defineChannel, type DeliveryOutcome } from "@belfry/plugin-kit";
import { createNotify, type Notify } from "@belfry/notify";
import type { OutgoingMessage } from "@belfry/model";
import { createTestDatabase, tester, type TestDatabase } from "@belfry/testkit";
import { z } from "zod";

export interface NotificationLedger extends AsyncDisposable {
  readonly database: TestDatabase;
  readonly notify: Notify;
  /** What the provider answers from now on, after somebody has looked at the ledger. */
  answer(outcomeOf: (message: string) => DeliveryOutcome, look?: () => Promise<void>): void;
  send(message: Partial<OutgoingMessage>): Promise<number>;
  /** Sends what is due, until nothing is. */
  settled(): Promise<void>;
}

export async function startNotificationLedger(): Promise<NotificationLedger> {
  const database = await createTestDatabase();
  const { store } = database;
  let outcomeOf: (message: string) => DeliveryOutcome = accept;
  let look: () => Promise<void> = nothing;
  const channel = defineChannel({
    id: "email",
    displayName: { zh: "邮件", en: "E-mail" },
    account: z.strictObject({}),
    envelope: "message",
    maxBytes: () => 1_000_000,
    checkAddress: () => undefined,
    async send(_ctx, message, recipients) {
      await look();
      return recipients.map(() => outcomeOf(message.subject));
    },
    test: async () => [],
  });
  const notify = createNotify({
    store,
    channels: [channel],
    resolveSecret: refuse("secret"),
    fetch: refuse("call"),
    connect: refuse("connection"),
    artifactPath: refuse("artifact"),
    wakeExecution: async () => undefined,
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
  });
  await notify.saveAccount({ channel: "email", name: "main", config: {} }, { by: tester });
  const { rows } = await store.query<{ id: number }>({
    name: "golden-node",
    text: `insert into belfry.nodes (name, roles, version, session, started_at)
           values ('golden', '{worker}', '0', false, belfry.now()) returning id`,
  });
  const [node] = rows;
  if (node === undefined) throw new Error("The node was not registered.");
  await notify.start({ node: node.id });
  let sent = 0;
  return {
    database,
    notify,
    answer(next, watch = nothing) {
      outcomeOf = next;
      look = watch;
    },
    async send(message) {
      const whole = { channel: "email", to: ["a@example.com"], subject: "x", text: "x", ...message };
      const { messageId } = await notify.accept(whole, { idempotencyKey: `golden-${(sent += 1)}` });
      return messageId;
    },
    async settled() {
      notify.wake();
      const end = performance.now() + 120_000;
      while ((await dueDeliveries(database)) > 0) {
        if (performance.now() > end) throw new Error("Deliveries were not sent within 120 s.");
        await new Promise((resolve) => setImmediate(resolve));
      }
    },
    async [Symbol.asyncDispose]() {
      await notify.stop();
      await database[Symbol.asyncDispose]();
    },
  };
}

const accept = (): DeliveryOutcome => ({ kind: "accepted" });
const nothing = async (): Promise<void> => undefined;
const refuse = (what: string) => () => Promise.reject(new Error(`The golden cases need no ${what}.`));

async function dueDeliveries({ store }: TestDatabase): Promise<number> {
  const { rows } = await store.query<{ n: number }>({
    name: "golden-due",
    text: `select count(*) as n from belfry.deliveries
           where state = 'sending' or (state = 'queued' and run_at <= belfry.now())`,
  });
  return rows[0]?.n ?? 0;
}
