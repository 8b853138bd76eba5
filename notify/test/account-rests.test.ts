import { tester } from "@belfry/testkit";
import type { ChannelDefinition, DeliveryOutcome } from "@belfry/plugin-kit";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import type { MessageDelivery, Notify, NotifyDeps } from "../src/index.ts";
import { mail, scriptedChannel, startLedger, until, type Ledger } from "./ledger-fixture.ts";

let ledger: Ledger;
beforeAll(async () => {
  ledger = await startLedger();
});
afterEach(() => ledger.reset());
afterAll(() => ledger[Symbol.asyncDispose]());

const accepted: DeliveryOutcome = { kind: "accepted" };
const MINUTE = 60_000;

/** DingTalk's reply to more than twenty in a minute, and WeCom's. */
const codes: NonNullable<ChannelDefinition["codes"]> = [
  {
    code: "130101",
    kind: "account-fault",
    pauseMs: 10 * MINUTE,
    tooFast: true,
    meaning: { zh: "发送太快", en: "Too fast" },
    advice: { zh: "等待", en: "Wait" },
  },
  {
    code: "45009",
    kind: "try-later",
    pauseMs: MINUTE,
    meaning: { zh: "发送太快", en: "Too fast" },
    advice: { zh: "等待", en: "Wait" },
  },
];
const tooFast: DeliveryOutcome = { kind: "account-fault", code: "130101", reason: "send too fast" };
const busy: DeliveryOutcome = { kind: "try-later", code: "45009", reason: "api freq out of limit" };
const wrongPassword: DeliveryOutcome = { kind: "account-fault", reason: "535 wrong password" };

/** A process that sends by what an account is told to answer; every send is written down. */
async function start(
  answers: Record<string, DeliveryOutcome>,
  told: Partial<NotifyDeps> = {},
): Promise<{ notify: Notify; sent: string[] }> {
  const sent: string[] = [];
  const channel = scriptedChannel((recipient, account) => {
    sent.push(`${account}:${recipient}`);
    return answers[account] ?? accepted;
  });
  const notify = ledger.another({ channels: [{ ...channel, codes }], ...told });
  for (const [place, name] of Object.keys(answers).entries()) {
    const draft = { channel: "counted", name, priority: place, config: { url: name } };
    await notify.saveAccount(draft, { by: tester });
  }
  if (!("main" in answers)) await notify.removeAccount({ channel: "counted", name: "main" }, { by: tester });
  await ledger.start(notify);
  return { notify, sent };
}

let keys = 0;
async function accept(notify: Notify, to = "a@x.cn"): Promise<number> {
  const { messageId } = await notify.accept(mail({ to: [to] }), { idempotencyKey: `rest-${(keys += 1)}` });
  await ledger.settled();
  return messageId;
}

async function deliveryOf(notify: Notify, messageId: number): Promise<MessageDelivery> {
  return (await notify.getMessage(messageId)).deliveries[0]!;
}

async function advance(notify: Notify, minutes: number): Promise<void> {
  await ledger.db.clock.advance(minutes * MINUTE);
  notify.wake();
  await ledger.settled();
}

test.each([
  ["DingTalk asks for ten minutes", tooFast, 10],
  ["WeCom, which only calls itself busy, for one", busy, 1],
  ["a provider names the moment", { ...wrongPassword, pauseUntil: new Date("2026-03-01T16:00:00Z") }, 16 * 60],
])(
  "%s: the account rests for all nodes, messages wait for it, and no try is used up",
  async (_what, answer, minutes) => {
    const answers: Record<string, DeliveryOutcome> = { main: answer };
    const { notify, sent } = await start(answers);
    const first = await accept(notify);
    const other = ledger.another({ channels: [scriptedChannel(() => accepted)] });
    await ledger.start(other);
    const second = await accept(other, "b@x.cn");
    expect(sent).toEqual(["main:a@x.cn"]);
    const freeAt = new Date(Date.parse("2026-03-01T00:00:00Z") + minutes * MINUTE);
    expect(await deliveryOf(notify, first)).toMatchObject({ state: "queued", runAt: freeAt });
    expect(await deliveryOf(notify, second)).toMatchObject({ state: "queued", attempts: [] });
    expect(await notify.accountHealth("counted")).toMatchObject([{ health: "resting", freeAt, faults: 1 }]);
    await other.stop();
    // However often it happens, the message is still there.
    for (let n = 0; n < 6; n += 1) await advance(notify, 16 * 60);
    expect((await deliveryOf(notify, first)).state).toBe("queued");
    answers["main"] = accepted;
    await advance(notify, 24 * 60);
    // One of them tried it; the other need not wait for the turn that it was given.
    await until(async () => (await deliveryOf(notify, first)).state === "accepted");
    await until(async () => (await deliveryOf(notify, second)).state === "accepted");
  },
);

test("while one account rests the next one sends, and the first comes back after one message has tried it", async () => {
  const answers: Record<string, DeliveryOutcome> = { first: busy, second: accepted };
  const { notify, sent } = await start(answers);
  for (const n of [1, 2, 3]) await accept(notify, `${n}@x.cn`);
  expect(sent).toEqual(["first:1@x.cn", "second:1@x.cn", "second:2@x.cn", "second:3@x.cn"]);
  answers["first"] = accepted;
  await advance(notify, 1);
  await accept(notify, "4@x.cn");
  expect(sent.at(-1)).toBe("first:4@x.cn");
  expect(await notify.accountHealth("counted")).toMatchObject([{ health: "works", faults: 0, reason: null }, {}]);
});

test("after a rest one message tries the account, and when it still fails nobody else is wasted on it", async () => {
  const answers: Record<string, DeliveryOutcome> = { main: wrongPassword };
  const { notify, sent } = await start(answers);
  const met = await accept(notify, "first@x.cn");
  expect(await deliveryOf(notify, met)).toMatchObject({ state: "failed", reason: "535 wrong password" });
  const waiting = await Promise.all(["a", "b", "c"].map((one) => accept(notify, `${one}@x.cn`)));
  expect(sent).toHaveLength(1);
  await advance(notify, 5);
  expect(sent).toHaveLength(2);
  const fates = await Promise.all(waiting.map((id) => deliveryOf(notify, id)));
  expect(fates.map(({ state }) => state)).toEqual(["queued", "queued", "queued"]);
  answers["main"] = accepted;
  await notify.resumeAccount({ channel: "counted", name: "main" }, { by: tester });
  for (const id of waiting) await until(async () => (await deliveryOf(notify, id)).state === "accepted");
});

test("faults of recipients and contents, and what nobody knows, say nothing against the account", async () => {
  const answers: Record<string, DeliveryOutcome> = { main: { kind: "recipient-fault", reason: "550 no such user" } };
  const { notify } = await start(answers);
  for (const kind of ["recipient-fault", "content-fault", "unknown"] as const) {
    answers["main"] = { kind, reason: "No." };
    for (const n of [1, 2, 3, 4, 5, 6]) await accept(notify, `${n}@x.cn`);
  }
  expect(await notify.accountHealth("counted")).toMatchObject([{ health: "works", faults: 0 }]);
});

test("what nobody knows is not given to the next account", async () => {
  const { notify, sent } = await start({ first: { kind: "unknown", reason: "No answer." }, second: accepted });
  expect((await deliveryOf(notify, await accept(notify))).state).toBe("unknown");
  expect(sent).toEqual(["first:a@x.cn"]);
});

test("an account that was told that it sends too fast sends half as many in a minute from then on", async () => {
  const answers: Record<string, DeliveryOutcome> = { main: accepted };
  const { notify, sent } = await start(answers);
  for (let n = 0; n < 15; n += 1) await accept(notify, `${n}@x.cn`);
  answers["main"] = tooFast;
  await accept(notify, "fast@x.cn");
  answers["main"] = accepted;
  await advance(notify, 10);
  await advance(notify, 2);
  sent.length = 0;
  for (let n = 0; n < 15; n += 1) await accept(notify, `later-${n}@x.cn`);
  expect(sent).toHaveLength(8);
  expect(await notify.accountHealth("counted")).toMatchObject([
    { health: "full", use: [{ window: "minute", limit: 8, learned: true }] },
  ]);
});

test("what would send a message is said for each account with its reason, and nothing is reserved by asking", async () => {
  const answers: Record<string, DeliveryOutcome> = {
    resting: tooFast,
    full: accepted,
    good: accepted,
    spare: accepted,
  };
  const { notify } = await start(answers);
  await accept(notify);
  const save = (name: string, over: object) =>
    notify.saveAccount({ channel: "counted", name, config: { url: name }, ...over }, { by: tester });
  await save("full", { priority: 1, caps: { perDay: 1 } });
  await save("off", { priority: 2, enabled: false });
  await save("small", { priority: 3, config: { url: "small", maxBytes: 10 } });
  const ask = () => notify.explainRoute({ channel: "counted", bytes: 500 });
  const route = await ask();
  expect(route).toMatchObject({ account: "good", waitsUntil: null, reason: 'The account "good" would send it.' });
  expect(route.steps.map(({ account, verdict }) => [account, verdict])).toEqual([
    ["good", "sends"],
    ["spare", "next"],
    ["resting", "resting"],
    ["full", "full"],
    ["off", "unfit"],
    ["small", "unfit"],
  ]);
  expect(route.steps.map(({ reason }) => reason)).toEqual([
    'The account "good" may send and is the next of its priority by weight.',
    'The account "spare" may send, and is asked when "good" cannot.',
    'The account "resting" rests until 2026-03-01T00:10:00Z: send too fast',
    'The account "full" has sent 1 of 1 in a day; it is free at 2026-03-01T16:00:00Z.',
    'The account "off" is not enabled.',
    'The message is too large for the account "small".',
  ]);
  expect(await ask()).toEqual(route);
  expect(await notify.explainRoute({ channel: "counted", account: "full" })).toMatchObject({
    account: null,
    waitsUntil: new Date("2026-03-01T16:00:00Z"),
  });
  expect(await notify.explainRoute({ channel: "counted", account: "gone" })).toMatchObject({
    account: null,
    waitsUntil: null,
    reason: 'No account can send it: the message would fail. The channel "counted" has no account "gone".',
  });
});

test("an account that is refused again after its rest is told of once, and once more when it works again", async () => {
  const told: string[] = [];
  const answers: Record<string, DeliveryOutcome> = { main: wrongPassword };
  const { notify } = await start(answers, {
    onAccountFailing: async (_tx, { channel, account, reason }) =>
      void told.push(`${channel}/${account} fails: ${reason}`),
    onAccountBack: async (_tx, { channel, account }) => void told.push(`${channel}/${account} is back`),
  });
  await accept(notify);
  await accept(notify, "waiting@x.cn");
  expect(told).toEqual([]);
  await advance(notify, 5);
  expect(told).toEqual(["counted/main fails: 535 wrong password"]);
  await advance(notify, 10);
  expect(told).toHaveLength(1);
  answers["main"] = accepted;
  await advance(notify, 20);
  expect(told).toEqual(["counted/main fails: 535 wrong password", "counted/main is back"]);
});

test("that an account sends too fast is told nobody: it learns that by itself", async () => {
  const told: string[] = [];
  const { notify, sent } = await start({ main: tooFast }, { onAccountFailing: async () => void told.push("fails") });
  await accept(notify);
  for (const minutes of [10, 20, 40]) await advance(notify, minutes);
  expect(sent.length).toBeGreaterThan(1);
  expect(told).toEqual([]);
});

test("an account that fails is so no longer when somebody removes it", async () => {
  const told: string[] = [];
  const { notify } = await start(
    { main: wrongPassword },
    {
      onAccountFailing: async () => void told.push("fails"),
      onAccountBack: async () => void told.push("back"),
    },
  );
  await accept(notify);
  await accept(notify, "waiting@x.cn");
  await advance(notify, 5);
  expect(told).toEqual(["fails"]);
  await notify.removeAccount({ channel: "counted", name: "main" }, { by: tester });
  expect(told).toEqual(["fails", "back"]);
});
