import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { emailChannel } from "@belfry/channels";
import { smtpReplies, startSmtpSink, tester, type SmtpSink } from "@belfry/testkit";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Notify } from "../src/index.ts";
import { mail, registerNode, removeNode, startLedger, until, type Ledger } from "./ledger-fixture.ts";

const CHILD = fileURLToPath(new URL("dispatching-child.ts", import.meta.url));
const KILLS = 20;
const MAILS = 200;
const PER_MINUTE = 12;

let ledger: Ledger;
let sinks: { readonly [Name in "reset" | "limited" | "good" | "other"]: SmtpSink };
let notify: Notify;
beforeAll(async () => {
  ledger = await startLedger();
  const [reset, limited, good, other] = await Promise.all([1, 2, 3, 4].map(() => startSmtpSink()));
  sinks = { reset: reset!, limited: limited!, good: good!, other: other! };
  sinks.reset.setBehaviour({ at: "connect", outcome: { kind: "disconnect" } });
  sinks.limited.setBehaviour({ at: "data", outcome: smtpReplies.qqFrequencyLimited });
  notify = ledger.another({ channels: [emailChannel] });
  for (const [name, { host, port }] of Object.entries(sinks)) {
    const config = { host, port, mode: "plain", from: { address: `${name}@belfry.cn` } };
    await notify.saveAccount({ channel: "email", name, config, caps: { perMinute: PER_MINUTE } }, { by: tester });
  }
});
afterAll(async () => {
  await ledger[Symbol.asyncDispose]();
  await Promise.all(Object.values(sinks).map((sink) => sink.close()));
});

const arrived = (): string[] =>
  Object.values(sinks).flatMap(({ mails }) => mails.map(({ envelope }) => envelope.to[0]!));

function startChild(node: number): ChildProcess {
  const options = JSON.stringify({ url: ledger.db.url, node });
  return spawn(process.execPath, [CHILD, options], {
    stdio: ["ignore", "inherit", "ignore"],
    env: { ...process.env, NODE_COMPILE_CACHE: join(tmpdir(), "belfry-test-compile-cache") },
  });
}

async function hasNothingToDo(): Promise<boolean> {
  const { rows } = await ledger.db.store.query<{ n: number }>({
    name: "test-due-deliveries",
    text: `select count(*) as n from belfry.deliveries
           where state = 'sending' or (state = 'queued' and run_at <= belfry.now())`,
  });
  return rows[0]?.n === 0;
}

/** Lets a process send until some mails have arrived, kills it in the middle, and lets time go on. */
async function drainAndKill(round: number): Promise<void> {
  const node = await registerNode(ledger.db.store);
  const child = startChild(node);
  const died = once(child, "exit");
  // Any number of mails from none on: while it starts, between two of them, or when its caps are full.
  const before = arrived().length;
  await until(
    async () => arrived().length > before + (round % 7) || child.exitCode !== null || (await hasNothingToDo()),
  );
  child.kill("SIGKILL");
  await died;
  await removeNode(ledger.db.store, notify, node);
  await ledger.db.clock.advance(35_000);
}

test(
  "one account dies by reset, another is limited, and the worker is killed 20 times: nothing is lost or sent twice",
  { timeout: 300_000 },
  async () => {
    const recipients = Array.from({ length: MAILS }, (_, n) => `${n}@x.cn`);
    for (const [n, to] of recipients.entries()) {
      await notify.accept(mail({ channel: "email", to: [to] }), { idempotencyKey: `fire-${n}` });
    }
    for (let round = 0; round < KILLS; round += 1) await drainAndKill(round);
    await ledger.start(notify);
    for (let minute = 0; minute < 40; minute += 1) {
      await ledger.settled();
      await ledger.db.clock.advance(61_000);
      notify.wake();
    }
    await ledger.settled();

    const { rows: fates } = await ledger.db.store.query<{ recipient: string; state: string }>({
      name: "test-fates",
      text: `select recipient, state from belfry.deliveries`,
    });
    const counts = Map.groupBy(arrived(), (recipient) => recipient);
    expect(fates.map(({ recipient }) => recipient).toSorted()).toEqual(recipients.toSorted());
    for (const { recipient, state } of fates) {
      const times = counts.get(recipient)?.length ?? 0;
      if (state === "accepted") expect([recipient, times]).toEqual([recipient, 1]);
      else expect([recipient, state, times <= 1]).toEqual([recipient, "unknown", true]);
    }
    expect(sinks.reset.mails).toEqual([]);
    expect(await notify.verifyMessages()).toEqual({ accepted: MAILS, settled: MAILS, inFlight: 0, wrong: [] });

    const { rows: begun } = await ledger.db.store.query<{ account: string; at: Date }>({
      name: "test-begun",
      text: `select account, started_at as at from belfry.delivery_attempts`,
    });
    for (const account of Object.keys(sinks)) {
      const times = begun.filter((one) => one.account === account).map(({ at }) => at.getTime());
      const most = times.map((at) => times.filter((other) => other > at - 60_000 && other <= at).length);
      expect([account, Math.max(0, ...most) <= PER_MINUTE]).toEqual([account, true]);
    }
    // Those who fail rest for longer and longer, and are not asked for every mail.
    expect(begun.filter(({ account }) => account === "reset").length).toBeLessThan(80);
  },
);
