import { createHmac, timingSafeEqual } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import { text } from "node:stream/consumers";
import { AppError } from "@belfry/model";
import { fetchLocally, tester } from "@belfry/testkit";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import type { CallbackDraft, Notify, StoppedCallback } from "../src/index.ts";
import { mail, startLedger, until, type Ledger } from "./ledger-fixture.ts";

const HOUR = 3_600_000;
const secrets: Record<string, string> = {
  KEY: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
  "KEY-2": `whsec_${Buffer.alloc(32, 7).toString("base64")}`,
  SHORT: "whsec_c2hvcnQ=",
};

interface Received {
  readonly id: string;
  readonly signatures: readonly string[];
  readonly timestamp: string;
  readonly body: string;
  readonly event: { readonly type: string; readonly data: Readonly<Record<string, unknown>> };
}

interface Receiver extends AsyncDisposable {
  readonly url: string;
  readonly received: Received[];
  /** @default 200 and, to a challenge, the challenge */
  answer: (event: Received["event"]) => { status: number; headers?: Record<string, string>; body?: string };
}

async function startReceiver(): Promise<Receiver> {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      const event = JSON.parse(body) as Received["event"];
      const { headers } = request;
      if (event.type !== "callback.verification") {
        received.push({
          id: String(headers["webhook-id"]),
          timestamp: String(headers["webhook-timestamp"]),
          signatures: String(headers["webhook-signature"]).split(" "),
          body,
          event,
        });
      }
      const { status, headers: more, body: said = "" } = receiver.answer(event);
      response.writeHead(status, more).end(said);
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const receiver: Receiver = {
    url: `http://127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}/hook`,
    received,
    answer: echo,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
  return receiver;
}

const echo: Receiver["answer"] = ({ data }) => ({
  status: 200,
  body: typeof data["challenge"] === "string" ? data["challenge"] : "ok",
});

let ledger: Ledger;
let receiver: Receiver;
let notify: Notify;
const stopped: StoppedCallback[] = [];
const back: string[] = [];

beforeAll(async () => {
  ledger = await startLedger();
});
beforeEach(async () => {
  receiver = await startReceiver();
  stopped.length = 0;
  back.length = 0;
  notify = ledger.another({
    fetch: fetchLocally,
    resolveSecret: async (name) => secrets[name] ?? Promise.reject(new AppError("SECRET_NOT_FOUND", { secret: name })),
    onCallbackStopped: async (_tx, one) => void stopped.push(one),
    onCallbackBack: async (_tx, name) => void back.push(name),
  });
  await ledger.start(notify);
});
afterEach(async () => {
  await ledger.reset();
  await ledger.db.store.query({ name: "test-empty-callbacks", text: "delete from belfry.callbacks" });
  await receiver[Symbol.asyncDispose]();
});
afterAll(() => ledger[Symbol.asyncDispose]());

const by = { by: tester };
const callback = (over: Partial<CallbackDraft> = {}): CallbackDraft => ({
  name: "orders",
  url: receiver.url,
  secret: "KEY",
  ...over,
});

async function verified(over: Partial<CallbackDraft> = {}): Promise<void> {
  const { name } = await notify.saveCallback(callback(over), by);
  await notify.verifyCallback(name, by);
}

let sent = 0;
async function send(over: Parameters<typeof mail>[0] = {}): Promise<number> {
  const { messageId } = await notify.accept(mail(over), { idempotencyKey: `callback-${(sent += 1)}` });
  await ledger.settled();
  return messageId;
}

/** Looks for due events, as a node does, until none is due. */
async function told(): Promise<void> {
  notify.callbackSource.onDue();
  await until(async () => {
    const { rows } = await ledger.db.store.query<{ n: number }>({
      name: "test-due-callback-events",
      text: `select count(*) as n from belfry.callback_events e join belfry.callbacks c on c.id = e.callback_id
             where e.status = 'waiting' and c.enabled and c.verified_at is not null and c.disabled_at is null
               and ((e.next_at <= belfry.now() and (c.paused_until is null or c.paused_until <= belfry.now()))
                    or (e.tried_at = belfry.now() and e.next_at = belfry.now() + interval '60 seconds'))`,
    });
    return rows[0]?.n === 0;
  });
}

function isSignedWith(secret: string, { id, timestamp, body, signatures }: Received): boolean {
  const key = Buffer.from(secret.replace("whsec_", ""), "base64");
  const wanted = Buffer.from(`v1,${createHmac("sha256", key).update(`${id}.${timestamp}.${body}`).digest("base64")}`);
  return signatures.some((one) => one.length === wanted.length && timingSafeEqual(Buffer.from(one), wanted));
}

const kinds = () =>
  receiver.received.map(({ event }) => `${event.type} ${String(event.data["recipient"])}`).toSorted(byText);
const byText = (a: string, b: string) => (a < b ? -1 : 1);

test("each state of each delivery is told once, signed as Standard Webhooks says", async () => {
  await verified();
  const messageId = await send({ to: ["a@x.cn", "b@x.cn"], labels: { team: "a" } });
  await told();
  expect(kinds()).toEqual([
    "delivery.accepted a@x.cn",
    "delivery.accepted b@x.cn",
    "delivery.queued a@x.cn",
    "delivery.queued b@x.cn",
    "delivery.sending a@x.cn",
    "delivery.sending b@x.cn",
  ]);
  const accepted = receiver.received.find(({ event }) => event.type === "delivery.accepted");
  expect(accepted?.event.data).toMatchObject({
    message: messageId,
    channel: "counted",
    previous: "sending",
    attempt: 1,
    account: "main",
    labels: { team: "a" },
  });
  expect(receiver.received.every((one) => isSignedWith(secrets["KEY"] ?? "", one))).toBe(true);
  expect(new Set(receiver.received.map(({ id }) => id)).size).toBe(6);
  expect(receiver.received[0]?.id).toMatch(/^msg_[0-9a-f]+_\d+$/);
});

test("a state that was rolled back is not told", async () => {
  await verified({ events: ["delivery.cancelled"] });
  const { messageId } = await notify.accept(
    mail({ scheduledAt: new Date((await ledger.db.clock.now()).getTime() + HOUR).toISOString() }),
    { idempotencyKey: "rolled-back" },
  );
  const broken = ledger.db.store.transaction(async (tx) => {
    await tx.query({
      name: "test-cancel",
      text: `update belfry.deliveries set state = 'cancelled' where message_id = $1`,
      values: [messageId],
    });
    throw new Error("the transaction breaks");
  });
  await expect(broken).rejects.toThrow("the transaction breaks");
  await told();
  expect(receiver.received).toEqual([]);
  await notify.cancelMessage(messageId, by);
  await told();
  expect(kinds()).toEqual(["delivery.cancelled a@example.com"]);
});

test("a callback hears only of the events, channels and labels that it asks for", async () => {
  await verified({ events: ["delivery.accepted"], labels: { team: "a" } });
  await verified({ name: "elsewhere", channels: ["sms"] });
  await send({ to: ["a@x.cn"], labels: { team: "a", more: "b" } });
  await send({ to: ["b@x.cn"], labels: { team: "b" } });
  await told();
  expect(kinds()).toEqual(["delivery.accepted a@x.cn"]);
});

test("nobody is told before they have sent the challenge back", async () => {
  await notify.saveCallback(callback(), by);
  await send();
  receiver.answer = () => ({ status: 200, body: "hello" });
  await expect(notify.verifyCallback("orders", by)).rejects.toMatchObject({
    code: "CALLBACK_UNVERIFIED",
    details: { reason: "The receiver answered, and did not send the challenge back." },
  });
  await told();
  expect(receiver.received).toEqual([]);
});

test("an event that fails is told ten times under one id, over the schedule, and can be replayed then", async () => {
  await verified({ events: ["delivery.accepted"] });
  receiver.answer = () => ({ status: 500 });
  await send();
  await told();
  const [minute, second] = [60_000, 1_000];
  const waits = [5 * second, 5 * minute, 30 * minute, ...[2, 5, 10, 14, 20, 24].map((hours) => hours * HOUR)];
  for (const [n, wait] of waits.entries()) {
    await ledger.db.clock.advance(wait - 1);
    await told();
    expect(receiver.received).toHaveLength(n + 1);
    // A tenth at most comes on top.
    await ledger.db.clock.advance(wait * 0.1 + 1);
    await told();
    expect(receiver.received).toHaveLength(n + 2);
  }
  expect(new Set(receiver.received.map(({ id }) => id)).size).toBe(1);
  expect(new Set(receiver.received.map(({ body }) => body)).size).toBe(1);
  const [failed] = await notify.listCallbackEvents("orders", { limit: 10 });
  expect(failed).toMatchObject({
    status: "failed",
    tries: 10,
    httpStatus: 500,
    problem: "The receiver answered with status 500.",
    recipient: "a@example.com",
  });
  receiver.answer = echo;
  expect(await notify.replayCallback("orders", {}, by)).toBe(1);
  await told();
  expect(receiver.received).toHaveLength(11);
  expect(receiver.received[10]?.id).toBe(receiver.received[0]?.id);
  expect(await notify.listCallbackEvents("orders", { limit: 10 })).toMatchObject([{ status: "done", tries: 1 }]);
});

test.each([301, 302, 307, 400, 503])("an answer %i is a failure, and no redirect is followed", async (status) => {
  await verified({ events: ["delivery.accepted"] });
  receiver.answer = () => ({ status, headers: { location: receiver.url } });
  await send();
  await told();
  expect(receiver.received).toHaveLength(1);
  expect(await notify.listCallbackEvents("orders", { limit: 1 })).toMatchObject([
    { status: "waiting", tries: 1, httpStatus: status },
  ]);
});

test("a receiver that asks to come back later is told nothing else meanwhile", async () => {
  await verified({ events: ["delivery.accepted"] });
  receiver.answer = () => ({ status: 429, headers: { "retry-after": "600" } });
  await send();
  await told();
  receiver.answer = echo;
  await send();
  await ledger.db.clock.advance(599_000);
  await told();
  expect(receiver.received).toHaveLength(1);
  await ledger.db.clock.advance(2_000);
  await told();
  expect(receiver.received).toHaveLength(3);
});

test("410 stops a callback at once; what happens meanwhile is missed, and replayed when it is verified again", async () => {
  await verified({ events: ["delivery.accepted"] });
  receiver.answer = () => ({ status: 410 });
  await send();
  await told();
  expect(await notify.getCallback("orders")).toMatchObject({ stoppedBecause: "gone", waiting: 0 });
  expect(stopped).toMatchObject([{ name: "orders", because: "gone" }]);
  await send({ to: ["b@x.cn"] });
  await told();
  expect(receiver.received).toHaveLength(1);
  receiver.answer = echo;
  await notify.verifyCallback("orders", by);
  expect(await notify.getCallback("orders")).toMatchObject({ stoppedAt: null, stoppedBecause: null });
  expect(back).toEqual(["orders"]);
  expect(await notify.replayCallback("orders", {}, by)).toBe(2);
  await told();
  expect(kinds().slice(1)).toEqual(["delivery.accepted a@example.com", "delivery.accepted b@x.cn"]);
});

test("a callback that fails for 120 hours is stopped, and somebody is told", async () => {
  await verified({ events: ["delivery.accepted"] });
  receiver.answer = () => ({ status: 500 });
  for (let hours = 0; hours < 120; hours += 24) {
    await send();
    await told();
    expect((await notify.getCallback("orders")).stoppedAt).toBeNull();
    await ledger.db.clock.advance(24 * HOUR);
  }
  await told();
  expect(await notify.getCallback("orders")).toMatchObject({ stoppedBecause: "failing" });
  expect(stopped).toMatchObject([{ name: "orders", because: "failing" }]);
});

test("one success between failures begins the 120 hours anew", async () => {
  await verified({ events: ["delivery.accepted"] });
  receiver.answer = () => ({ status: 500 });
  await send();
  await told();
  expect((await notify.getCallback("orders")).failingSince).not.toBeNull();
  await ledger.db.clock.advance(119 * HOUR);
  receiver.answer = echo;
  await told();
  expect((await notify.getCallback("orders")).failingSince).toBeNull();
  expect(stopped).toEqual([]);
});

test("for a day after its secret was changed a callback is signed with both", async () => {
  await verified({ events: ["delivery.accepted"] });
  await notify.saveCallback(callback({ events: ["delivery.accepted"], secret: "KEY-2" }), by);
  await send();
  await told();
  const [first] = receiver.received;
  expect(first?.signatures).toHaveLength(2);
  expect(isSignedWith(secrets["KEY"] ?? "", first!)).toBe(true);
  expect(isSignedWith(secrets["KEY-2"] ?? "", first!)).toBe(true);
  await ledger.db.clock.advance(24 * HOUR);
  await send();
  await told();
  expect(receiver.received[1]?.signatures).toHaveLength(1);
  expect(isSignedWith(secrets["KEY-2"] ?? "", receiver.received[1]!)).toBe(true);
});

test("a callback cannot reach into the own network", async () => {
  await notify.saveCallback(callback({ url: "http://10.0.0.1:9/hook" }), by);
  await expect(notify.verifyCallback("orders", by)).rejects.toMatchObject({
    code: "CALLBACK_UNVERIFIED",
    details: { reason: expect.stringContaining("An administrator opens it as a connection.") },
  });
});

test.each([
  ["no address", { url: "nowhere" }, "url"],
  ["an address with a password", { url: "https://a:b@x.cn" }, "url"],
  ["a secret that is not in the vault", { secret: "GONE" }, "secret"],
  ["a secret that is too short", { secret: "SHORT" }, "secret"],
])("%s is refused when it is written", async (_what, over, path) => {
  await expect(notify.saveCallback(callback(over), by)).rejects.toMatchObject({
    code: "REQUEST_INVALID",
    details: { problems: [{ path }] },
  });
});

const orderOf = (recipient: string) =>
  receiver.received.filter(({ event }) => event.data["recipient"] === recipient).map(({ event }) => event.type);
const inOrder = ["delivery.queued", "delivery.sending", "delivery.accepted"];

test("the states of a delivery are told in their order, by however many processes, with numbers that grow", async () => {
  await verified();
  const other = ledger.another({ fetch: fetchLocally, resolveSecret: async (name) => secrets[name] ?? "" });
  await ledger.start(other);
  const recipients = Array.from({ length: 20 }, (_, n) => `${n}@x.cn`);
  await Promise.all(recipients.map((to) => send({ to: [to] })));
  await until(() => {
    notify.callbackSource.onDue();
    other.callbackSource.onDue();
    return receiver.received.length >= 60;
  });
  await told();
  for (const to of recipients) {
    expect(orderOf(to)).toEqual(inOrder);
    const numbers = receiver.received.flatMap(({ event: { data } }) =>
      data["recipient"] === to ? [data["sequence"] as number] : [],
    );
    expect(numbers).toEqual([...numbers].toSorted((a, b) => a - b));
    expect(new Set(numbers).size).toBe(3);
  }
});

test("while one state cannot be told, those after it wait for it, and other deliveries do not", async () => {
  await verified();
  receiver.answer = ({ type, data }) =>
    type === "delivery.queued" && data["recipient"] === "a@x.cn" ? { status: 500 } : echo({ type, data });
  await send({ to: ["a@x.cn"] });
  await send({ to: ["b@x.cn"] });
  await told();
  expect(orderOf("a@x.cn")).toEqual(["delivery.queued"]);
  expect(orderOf("b@x.cn")).toEqual(inOrder);
  receiver.answer = echo;
  await ledger.db.clock.advance(5_500);
  await told();
  expect(orderOf("a@x.cn")).toEqual(["delivery.queued", ...inOrder]);
});

test("when a state is given up the next one is told, and a replay tells it again under its own number", async () => {
  await verified({ events: ["delivery.queued", "delivery.accepted"] });
  receiver.answer = ({ type, data }) => (type === "delivery.queued" ? { status: 500 } : echo({ type, data }));
  await send({ to: ["a@x.cn"] });
  await told();
  for (const hours of [0.01, 0.1, 1, 3, 6, 12, 16, 23, 27]) {
    expect(orderOf("a@x.cn")).not.toContain("delivery.accepted");
    await ledger.db.clock.advance(hours * HOUR);
    await told();
  }
  expect(orderOf("a@x.cn").slice(-2)).toEqual(["delivery.queued", "delivery.accepted"]);
  receiver.answer = echo;
  await notify.replayCallback("orders", { statuses: ["failed"] }, by);
  await told();
  const [last, accepted] = receiver.received.slice(-2).toReversed();
  expect([accepted?.event.type, last?.event.type]).toEqual(["delivery.accepted", "delivery.queued"]);
  expect(last?.event.data["sequence"]).toBeLessThan(accepted?.event.data["sequence"] as number);
});

test("two processes tell each event once", async () => {
  await verified({ events: ["delivery.accepted"] });
  const other = ledger.another({ fetch: fetchLocally, resolveSecret: async (name) => secrets[name] ?? "" });
  await ledger.start(other);
  await Promise.all(Array.from({ length: 30 }, (_, n) => send({ to: [`${n}@x.cn`] })));
  other.callbackSource.onDue();
  await told();
  await until(() => receiver.received.length >= 30);
  expect(receiver.received).toHaveLength(30);
  expect(new Set(receiver.received.map(({ id }) => id)).size).toBe(30);
});

test("a message names the callback that is told of it alone", async () => {
  await verified({ onlyNamed: true, events: ["delivery.accepted"] });
  await send({ to: ["a@x.cn"], callback: "orders" });
  await send({ to: ["b@x.cn"] });
  await told();
  expect(kinds()).toEqual(["delivery.accepted a@x.cn"]);
});

test.each([
  ["one that does not exist", "nowhere", {}, 'There is no callback "nowhere".'],
  ["one that is not verified", "orders", {}, 'The callback "orders" is not verified.'],
  ["one that is switched off", "orders", { enabled: false }, 'The callback "orders" is switched off.'],
])("a message with %s is refused", async (_what, name, over, message) => {
  await notify.saveCallback(callback(over), by);
  await expect(notify.accept(mail({ callback: name }), { idempotencyKey: "named" })).rejects.toMatchObject({
    code: "REQUEST_INVALID",
    details: { problems: [{ path: "callback", message, remedy: expect.any(String) }] },
  });
});
