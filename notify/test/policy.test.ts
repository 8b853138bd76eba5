import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { MessagePolicy, OutgoingMessage } from "@belfry/model";
import { tester } from "@belfry/testkit";
import { suppressByBounce } from "../src/index.ts";
import { mail, startLedger, states, until, type Ledger } from "./ledger-fixture.ts";

let ledger: Ledger;
beforeAll(async () => {
  ledger = await startLedger();
});
afterAll(() => ledger[Symbol.asyncDispose]());
beforeEach(async () => {
  await ledger.reset();
  for (const table of ["message_policies", "suppressions", "bounce_streaks", "business_claims"])
    await ledger.db.store.pool.query(`delete from belfry.${table}`);
});

let keys = 0;
const accept = async (over: Partial<OutgoingMessage> = {}, executionId?: number) =>
  (
    await ledger.notify.accept(mail(over), {
      idempotencyKey: `policy-${(keys += 1)}`,
      ...(executionId !== undefined && { executionId }),
    })
  ).messageId;
const policy = (name: string, definition: MessagePolicy, enabled = true) =>
  ledger.notify.savePolicy({ name, enabled, definition }, { by: tester });
const fateOf = async (id: number) => {
  const [delivery] = (await ledger.notify.getMessage(id)).deliveries;
  return { state: delivery?.state, reason: delivery?.reason, runAt: delivery?.runAt?.toISOString() };
};
const at = (time: string) => ledger.db.clock.set(new Date(time));
const advance = async (ms: number) => {
  await ledger.db.clock.advance(ms);
  ledger.notify.wake();
  await ledger.settled();
};

const night = {
  kind: "quiet-hours",
  from: "22:00",
  until: "07:00",
  timeZone: "Asia/Shanghai",
} as const satisfies MessagePolicy;

describe("in quiet hours", () => {
  test("a message waits for the morning, and an urgent one does not", async () => {
    await at("2026-03-01T15:00:00Z");
    await policy("night", night);
    await ledger.start();
    const [quiet, alarm] = [await accept(), await accept({ priority: "urgent" })];
    await ledger.settled();
    await until(async () => (await fateOf(quiet)).reason !== null);
    expect(await fateOf(quiet)).toEqual({
      state: "queued",
      reason: 'It is quiet for the recipient by the policy "night"; it is sent afterwards.',
      runAt: "2026-03-01T23:00:00.000Z",
    });
    expect(await fateOf(alarm)).toMatchObject({ state: "accepted" });
    await advance(8 * 3_600_000);
    expect(await fateOf(quiet)).toMatchObject({ state: "accepted", reason: null });
  });

  test("the zone of the recipients counts, where the message names it, and the policy's patterns", async () => {
    await at("2026-03-01T15:00:00Z");
    await policy("night", { ...night, recipients: ["*@example.com", "boss@*"] });
    await ledger.start();
    const ids = [
      await accept({ timeZone: "Europe/London" }),
      await accept({ to: ["x@elsewhere.cn"] }),
      await accept({ to: ["BOSS@elsewhere.cn"] }),
      await accept({ to: ["x@example.com.cn"] }),
    ];
    await until(async () => (await fateOf(ids[2]!)).reason !== null);
    await ledger.settled();
    const fates = await Promise.all(ids.map(async (id) => (await fateOf(id)).state));
    expect(fates).toEqual(["accepted", "accepted", "queued", "accepted"]);
  });

  test("a policy for a label lets others through, and a disabled one everybody", async () => {
    await at("2026-03-01T15:00:00Z");
    await policy("night", { ...night, labels: { team: "甲" } });
    await policy("off", night, false);
    await ledger.start();
    const [ours, theirs] = [await accept({ labels: { team: "甲" } }), await accept({ labels: { team: "乙" } })];
    await until(async () => (await fateOf(ours)).reason !== null);
    await ledger.settled();
    expect([(await fateOf(ours)).state, (await fateOf(theirs)).state]).toEqual(["queued", "accepted"]);
  });

  test("sixty that wait for the morning do not hold up what may go out", async () => {
    await at("2026-03-01T15:00:00Z");
    await policy("night", { ...night, labels: { team: "甲" } });
    for (let n = 0; n < 60; n += 1) await accept({ labels: { team: "甲" }, to: [`n${n}@x.cn`] });
    const other = await accept({ labels: { team: "乙" } });
    await ledger.start();
    await until(async () => (await fateOf(other)).state === "accepted");
  });
});

describe("a frequency cap", () => {
  const cap = { kind: "frequency-cap", most: 2, per: "1h", surplus: "delay", urgent: "passes" } as const;

  test("delays what is too much until there is room again", async () => {
    await policy("two", cap);
    await ledger.start();
    const ids = [await accept(), await accept(), await accept({ to: ["A@example.com"] })];
    await until(async () => (await fateOf(ids[2]!)).reason !== null);
    await ledger.settled();
    const third = await fateOf(ids[2]!);
    expect(third.reason).toBe('The recipient has had 2 messages in 1h, which is what the policy "two" allows.');
    expect((await fateOf(await accept({ to: ["other@example.com"] }))).state).not.toBe("suppressed");
    await advance(3_600_000);
    expect(await Promise.all(ids.map(async (id) => (await fateOf(id)).state))).toEqual(Array(3).fill("accepted"));
  });

  test("drops what is too much where it says so, and the execution does not wait for it", async () => {
    await policy("two", { ...cap, surplus: "suppress" });
    await ledger.start();
    const ids = [await accept(), await accept(), await accept({}, 77)];
    await until(async () => (await fateOf(ids[2]!)).state === "suppressed");
    expect(ledger.woken).toContain(77);
    const urgent = await accept({ priority: "urgent" });
    await until(async () => (await fateOf(urgent)).state === "accepted");
  });

  test("is kept by several processes that send at the same time", async () => {
    await policy("two", { ...cap, surplus: "suppress" });
    const ids = await Promise.all(Array.from({ length: 40 }, () => accept()));
    const [other, third] = [ledger.another(), ledger.another()];
    await Promise.all([ledger.start(), ledger.start(other), ledger.start(third)]);
    await ledger.settled();
    const fates = await Promise.all(ids.map(async (id) => (await fateOf(id)).state));
    expect(fates.filter((state) => state === "accepted")).toHaveLength(2);
    expect(fates.filter((state) => state === "suppressed")).toHaveLength(38);
  });
});

describe("what a message may hold", () => {
  const rule = {
    kind: "content",
    blockedWords: ["免费领取"],
    linkHosts: ["*.school.cn", "school.cn"],
    mostBytes: 200,
  } as const;
  test.each([
    [{ text: "点击免费领取" }, "text", '"免费领取"'],
    [{ html: '<a href="https://evil.example/x">x</a>' }, "html", "evil.example"],
    [{ subject: "see http://school.cn.evil.example" }, "subject", "school.cn.evil.example"],
    [{ text: "长".repeat(100) }, "text", "300 bytes"],
  ])("%j is refused with its field", async (over, path, words) => {
    await policy("clean", { ...rule, blockedWords: [...rule.blockedWords], linkHosts: [...rule.linkHosts] });
    await expect(accept({ subject: "", text: "", ...over })).rejects.toMatchObject({
      code: "CONTENT_REFUSED",
      problems: [{ path, message: expect.stringContaining(words) }],
    });
  });

  test("a clean message passes", async () => {
    await policy("clean", { ...rule, blockedWords: [...rule.blockedWords], linkHosts: [...rule.linkHosts] });
    await accept({ text: "见 https://www.school.cn/a（今晚）" });
  });
});

describe("a message that is not sent in time", () => {
  test("expires, wakes who waits for it, and is not sent any more", async () => {
    await ledger.notify.saveAccount(
      { channel: "counted", name: "main", config: { url: ledger.provider.url } },
      { by: tester },
    );
    const now = await ledger.db.clock.now();
    const inMs = (ms: number) => new Date(now.getTime() + ms).toISOString();
    const id = await accept({ scheduledAt: inMs(60_000), expiresAt: inMs(120_000) }, 5);
    await ledger.db.clock.advance(120_000);
    await ledger.start();
    await until(async () => (await fateOf(id)).state === "expired");
    expect((await fateOf(id)).reason).toBe("It had not been sent when it expired.");
    expect(ledger.woken).toContain(5);
  });
});

const bounce = (kind: "hard" | "soft" | "complaint" | "delivered", address = "a@example.com") =>
  ledger.db.store.transaction((tx) => suppressByBounce({}, tx, { channel: "counted", address, kind, messageId: 1 }));

describe("who is suppressed", () => {
  test("is not sent to, and the others of the message are", async () => {
    const entry = { channel: "counted", address: "A@Example.com", reason: "manual" } as const;
    expect(await ledger.notify.suppress([entry, entry], { by: tester })).toBe(1);
    await ledger.start();
    const id = await accept({ to: ["a@example.com", "b@example.com"] });
    await until(async () => (await states(ledger.notify, id))["b@example.com"] === "accepted");
    expect(await fateOf(id)).toMatchObject({
      state: "suppressed",
      reason: "The recipient is on the suppression list: somebody put them there.",
    });
    const [row] = await ledger.notify.listSuppressions({ address: "a@EXAMPLE.com" });
    await ledger.notify.unsuppress(row!.id, { by: tester });
    const again = await accept();
    await until(async () => (await fateOf(again)).state === "accepted");
  });

  test("is whose address came back for good, at once, and for now, after five times in a row", async () => {
    expect(await bounce("hard", "gone@x.cn")).toBe(true);
    expect(await bounce("hard", "gone@x.cn")).toBe(false);
    expect(await bounce("complaint", "angry@x.cn")).toBe(true);
    for (let n = 0; n < 4; n += 1) expect(await bounce("soft", n % 2 === 0 ? "Full@x.cn" : "full@x.cn")).toBe(false);
    await bounce("delivered", "full@X.cn");
    for (let n = 0; n < 4; n += 1) expect(await bounce("soft", "full@x.cn")).toBe(false);
    expect(await bounce("soft", "full@x.cn")).toBe(true);
    const rows = await ledger.notify.listSuppressions({});
    expect(rows.map(({ address, reason }) => [address, reason])).toEqual([
      ["full@x.cn", "soft-bounces"],
      ["angry@x.cn", "complaint"],
      ["gone@x.cn", "hard-bounce"],
    ]);
  });

  test("is on a list only for messages of that list", async () => {
    await ledger.notify.suppress(
      [{ channel: "counted", address: "a@example.com", list: "news", reason: "unsubscribe" }],
      { by: tester },
    );
    await ledger.start();
    const [news, other] = [await accept({ unsubscribe: "news" }), await accept()];
    await until(async () => (await fateOf(news)).state === "suppressed" && (await fateOf(other)).state === "accepted");
  });
});
