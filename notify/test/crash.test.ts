import { spawn } from "node:child_process";
import { once } from "node:events";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { notifyFaultPoints, type NotifyFaultPoint } from "../src/index.ts";
import { countedChannel } from "./counting-provider.ts";
import { mail, registerNode, removeNode, startLedger, states, until, type Ledger } from "./ledger-fixture.ts";

const CHILD = fileURLToPath(new URL("dispatching-child.ts", import.meta.url));

let ledger: Ledger;
beforeAll(async () => {
  ledger = await startLedger();
});
afterEach(() => ledger.reset());
afterAll(() => ledger[Symbol.asyncDispose]());

/** Lets a real process send until it kills itself, and returns the node in whose name it did. */
async function crashAt(point: NotifyFaultPoint, times = 1): Promise<number> {
  const node = await registerNode(ledger.db.store);
  const options = JSON.stringify({ url: ledger.db.url, node, point, times });
  const child = spawn(process.execPath, [CHILD, options], {
    stdio: ["ignore", "inherit", "inherit"],
    env: { ...process.env, NODE_COMPILE_CACHE: join(tmpdir(), "belfry-test-compile-cache") },
  });
  const [, signal] = (await once(child, "exit")) as [number | null, string | null];
  expect(signal).toBe("SIGKILL");
  return node;
}

async function forgetNode(node: number): Promise<void> {
  await ledger.db.store.query({
    name: "test-forget-node",
    text: `delete from belfry.nodes where id = $1`,
    values: [node],
  });
}

async function signals(executionId: number): Promise<number> {
  const { rows } = await ledger.db.store.query<{ signals: number }>({
    name: "test-signals",
    text: `select signals from belfry.execution_queue where id = $1`,
    values: [executionId],
  });
  return rows[0]!.signals;
}

const expected = {
  "before-intent": { state: "accepted", sends: 1 },
  "after-intent": { state: "unknown", sends: 0 },
  "after-send": { state: "unknown", sends: 1 },
  "after-outcome": { state: "accepted", sends: 1 },
} as const satisfies Record<NotifyFaultPoint, { state: string; sends: number }>;

test.each(notifyFaultPoints)("a process that dies %s neither loses a mail nor sends it twice", async (point) => {
  const { notify, db, provider } = ledger;
  await db.store.query({
    name: "test-waiting-execution",
    text: `insert into belfry.execution_queue (id, rule_id, priority, run_at, state) values (7, 1, 100, 'infinity', 'waiting')`,
  });
  const { messageId } = await notify.accept(mail(), { idempotencyKey: "crash", executionId: 7 });
  const node = await crashAt(point);
  // Another node notices it at once; or nobody is left to notice, and the next start finds it.
  if (point === "after-send") await forgetNode(node);
  else await removeNode(db.store, notify, node);
  await ledger.start();
  await ledger.settled();
  expect(provider.sends).toHaveLength(expected[point].sends);
  const [delivery] = (await notify.getMessage(messageId)).deliveries;
  expect(delivery!.state).toBe(expected[point].state);
  if (delivery!.state === "unknown") {
    expect(delivery!.reason).toContain("ended before it could write down the answer");
    expect(delivery!.attempts).toMatchObject([{ attempt: 1, outcome: "unknown" }]);
  }
  expect((await signals(7)) + ledger.woken.length).toBeGreaterThanOrEqual(1);
});

test("two processes killed while they drain: nothing is lost, and nothing is sent twice", async () => {
  const { notify, db, provider } = ledger;
  // More than one process takes at once, and than two of them.
  const keys = Array.from({ length: 300 }, (_, n) => `drain-${n}`);
  await Promise.all(keys.map((idempotencyKey, n) => notify.accept(mail({ to: [`${n}@x.cn`] }), { idempotencyKey })));
  for (const [round, point] of (["after-intent", "after-send"] as const).entries()) {
    await removeNode(db.store, notify, await crashAt(point, 5 + round * 5));
  }
  await ledger.start();
  await ledger.settled();
  const sentOf = Map.groupBy(provider.sends, ({ recipients }) => recipients[0]!);
  const fates = await Promise.all((await notify.listMessages({ limit: 500 })).map(({ id }) => states(notify, id)));
  const fateOf = Object.assign({}, ...fates) as Record<string, string>;
  expect(Object.keys(fateOf)).toHaveLength(300);
  for (const [recipient, fate] of Object.entries(fateOf)) {
    const sent = sentOf.get(recipient)?.length ?? 0;
    if (fate === "accepted") expect(sent).toBe(1);
    else expect([fate, sent <= 1]).toEqual(["unknown", true]);
  }
  expect(Object.values(fateOf).filter((fate) => fate === "unknown").length).toBeGreaterThan(0);
});

test("a node that hung and was given up cannot write its outcome over what is known by then", async () => {
  const answer = Promise.withResolvers<void>();
  let asked = false;
  const slow = {
    ...countedChannel,
    async send(...args: Parameters<typeof countedChannel.send>) {
      asked = true;
      await answer.promise;
      return countedChannel.send(...args);
    },
  };
  const hung = ledger.another({ channels: [slow] });
  const { messageId } = await ledger.notify.accept(mail(), { idempotencyKey: "hung" });
  const node = await ledger.start(hung);
  await until(() => asked);
  await removeNode(ledger.db.store, ledger.notify, node);
  answer.resolve();
  await hung.stop();
  expect(ledger.provider.sends).toHaveLength(1);
  expect(await states(ledger.notify, messageId)).toEqual({ "a@example.com": "unknown" });
});
