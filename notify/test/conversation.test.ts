/** Whoever answers a mail knows its sender: what belongs together comes from one account, as long as that can send. */
import { emailChannel } from "@belfry/channels";
import { smtpReplies, startSmtpSink, tester, type SmtpSink } from "@belfry/testkit";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Notify } from "../src/index.ts";
import { mail, startLedger, states, type Ledger } from "./ledger-fixture.ts";

const names = ["a", "b", "c"] as const;
let ledger: Ledger;
let notify: Notify;
let sinks: Readonly<Record<(typeof names)[number], SmtpSink>>;
beforeAll(async () => {
  ledger = await startLedger();
  const [a, b, c] = await Promise.all([startSmtpSink(), startSmtpSink(), startSmtpSink()]);
  sinks = { a, b, c };
});
beforeEach(async () => {
  await ledger.reset();
  for (const sink of Object.values(sinks)) sink.clearBehaviours();
  notify = ledger.another({ channels: [emailChannel] });
  for (const name of names) {
    const { host, port } = sinks[name];
    const config = { host, port, mode: "plain", from: { address: `${name}@belfry.cn` } };
    await notify.saveAccount({ channel: "email", name, config }, { by: tester });
  }
  await ledger.start(notify);
});
afterAll(async () => {
  await ledger[Symbol.asyncDispose]();
  await Promise.all(Object.values(sinks).map((sink) => sink.close()));
});

let keys = 0;
/** Sends a mail, and returns the account that sent it. */
async function send(to: string, conversation?: string): Promise<string> {
  const message = mail({ channel: "email", to: [to], ...(conversation !== undefined && { conversation }) });
  const { messageId } = await notify.accept(message, { idempotencyKey: `conversation-${(keys += 1)}` });
  notify.wake();
  await ledger.settled();
  expect(await states(notify, messageId)).toEqual({ [to]: "accepted" });
  return (await notify.getMessage(messageId)).deliveries[0]!.attempts.at(-1)!.account;
}

test("a conversation keeps its sender for each recipient, while other messages go round", async () => {
  const first = await send("li@x.cn", "ticket-1");
  for (let n = 0; n < 3; n += 1) {
    await send("other@x.cn");
    expect(await send("LI@x.cn", "ticket-1")).toBe(first);
  }
  const all = new Set([await send("li@x.cn"), await send("li@x.cn"), await send("li@x.cn")]);
  expect(all.size).toBe(3);
});

test("another account goes on while the sender cannot, and keeps the conversation then", async () => {
  const first = await send("wang@x.cn", "ticket-2");
  sinks[first as "a"].setBehaviour({ at: "data", outcome: smtpReplies.qqFrequencyLimited });
  const second = await send("wang@x.cn", "ticket-2");
  expect(second).not.toBe(first);
  expect(await send("wang@x.cn", "ticket-2")).toBe(second);
});

test("mail programs see what belongs together, and other mails alone", async () => {
  const account = await send("zhao@x.cn", "ticket-3");
  await send("zhao@x.cn", "ticket-3");
  const lone = await send("zhao@x.cn");
  const headerOf = (name: string, place: number, header: string) =>
    sinks[name as "a"].mails.at(place)?.parsed.headers.find(({ key }) => key === header)?.value;
  const mine = sinks[account as "a"].mails.length - (lone === account ? 1 : 0);
  const [one, two] = [headerOf(account, mine - 2, "references"), headerOf(account, mine - 1, "references")];
  expect(one).toMatch(/^<[0-9a-f]{32}@belfry\.invalid>$/);
  expect(two).toBe(one);
  expect(headerOf(account, mine - 1, "in-reply-to")).toBe(one);
  expect(headerOf(lone, -1, "references")).toBeUndefined();
});
