import { createMovableClock, startWecomFake } from "@belfry/testkit";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { wecomAppChannel } from "../../src/index.ts";
import { createFiles, now, sendVia, type SendOptions } from "./chat-context.ts";

const clock = createMovableClock();
const members = ["zhangsan", "lisi", "wangwu"];
const wecom = await startWecomFake({
  clock,
  apps: [
    { corpId: "ww1", secret: "s1", agentId: 1_000_002, members },
    { corpId: "ww2", secret: "s2", agentId: 1, members: ["a"], trustedIps: ["10.0.0.1"] },
    { corpId: "ww3", secret: "s3", agentId: 1, members: ["a"], seats: 1 },
  ],
});
const files = await createFiles();
afterAll(async () => {
  await wecom.close();
  await files[Symbol.asyncDispose]();
});
let moved = 0;
beforeEach(() => {
  clock.advance(4 * 3_600_000);
  moved += 4 * 3_600_000;
});

const account = { corpId: "ww1", agentId: 1_000_002, secret: { $secret: "s1" }, baseUrl: wecom.url };

async function send(to: readonly string[], message: SendOptions["message"], over: object = {}) {
  const before = wecom.received.length;
  const at = new Date(now.getTime() + moved);
  const outcomes = await sendVia(wecomAppChannel, { ...account, ...over }, { to, now: at, message });
  return { outcomes, seen: wecom.received.slice(before) };
}

describe("the token", () => {
  test("is asked for once, also by many at once, and kept until shortly before its end", async () => {
    const before = wecom.logins;
    await Promise.all(["1", "2", "3"].map((text) => send(["lisi"], { text })));
    await send(["lisi"], { text: "4" });
    expect(wecom.logins - before).toBe(1);
    clock.advance(6_900_000);
    moved += 6_900_000;
    await send(["lisi"], { text: "5" });
    expect(wecom.logins - before).toBe(2);
  });

  test.each([
    ["42001", () => wecom.expireTokens()],
    ["40014", () => wecom.forgetTokens()],
  ])("that ended too soon (%s) is renewed once, and the message sent once", async (code, end) => {
    await send(["lisi"], { text: "先" });
    end();
    const before = wecom.logins;
    const { outcomes, seen } = await send(["lisi"], { text: `后 ${code}` });
    expect(outcomes).toMatchObject([{ kind: "accepted" }]);
    expect(seen).toHaveLength(1);
    expect(wecom.logins - before).toBe(1);
  });

  test.each([
    ["a wrong secret", { secret: "wrong" }, "40001"],
    ["a wrong company", { corpId: "wrong" }, "40013"],
    ["an address that is not trusted", { corpId: "ww2", agentId: 1, secret: "s2" }, "60020"],
    ["another app's id", { agentId: 7 }, "40056"],
  ])("or the app being refused for %s is a fault of the account", async (_what, over, code) => {
    expect((await send(["lisi"], { text: "您好" }, over)).outcomes).toMatchObject([{ kind: "account-fault", code }]);
  });
});

describe("one message to many", () => {
  test("is a success of those who got it only, although WeCom says ok", async () => {
    const { outcomes, seen } = await send(["zhangsan", "gone", "lisi"], { text: "您好" });
    expect(outcomes).toMatchObject([
      { kind: "accepted", providerId: expect.any(String) },
      { kind: "recipient-fault", reason: expect.stringContaining("可见范围") },
      { kind: "accepted" },
    ]);
    expect(seen).toMatchObject([{ to: ["zhangsan", "lisi"], text: "您好" }]);
  });

  test("fails for each of them when nobody is valid", async () => {
    const { outcomes } = await send(["gone", "away"], { text: "您好" });
    const refused = { kind: "recipient-fault", code: "81013" };
    expect(outcomes).toMatchObject([refused, refused]);
  });

  test("in several pieces leaves out who did not get the first", async () => {
    const { outcomes, seen } = await send(["gone", "lisi"], { text: "字".repeat(1_000) });
    expect(outcomes).toMatchObject([
      { kind: "recipient-fault", piecesDone: 0 },
      { kind: "accepted", piecesDone: 2 },
    ]);
    expect(seen.map(({ to }) => to)).toEqual([["lisi"], ["lisi"]]);
    expect(wecom.requests.at(-1)?.body).not.toContain("gone");
  });

  test("names departments and labels apart from people, and everybody alone", async () => {
    await send(["lisi", "party:2", "tag:3"], { text: "一" });
    expect(JSON.parse(wecom.requests.at(-1)?.body ?? "")).toMatchObject({ touser: "lisi", toparty: "2", totag: "3" });
    expect((await send(["@all"], { text: "二" })).seen).toMatchObject([{ to: members }]);
  });
});

test("a second send of a message whose answer was lost is dropped by WeCom, and another message is not", async () => {
  wecom.chaos.set({ kind: "accept-then-drop", times: 1 });
  const lost = await send(["lisi"], { text: "只此一次" });
  expect(lost.outcomes).toMatchObject([{ kind: "unknown" }]);
  expect(lost.seen).toHaveLength(1);
  const again = await send(["lisi"], { text: "只此一次" });
  expect(again).toMatchObject({ outcomes: [{ kind: "accepted" }], seen: [] });
  expect((await send(["lisi"], { text: "另一条" })).seen).toHaveLength(1);
});

test("what a member gets beyond 30 a minute is dropped without a word: WeCom calls it sent", async () => {
  for (let n = 0; n < 30; n += 1) expect((await send(["wangwu"], { text: `${n}` })).seen).toHaveLength(1);
  expect(await send(["wangwu"], { text: "30" })).toMatchObject({ outcomes: [{ kind: "accepted" }], seen: [] });
  expect(wecomAppChannel.recipientLimits).toEqual([
    { most: 30, perMs: 60_000 },
    { most: 1_000, perMs: 3_600_000 },
  ]);
});

test("a day allows 200 messages for each seat, and its account says so", async () => {
  const small = { corpId: "ww3", agentId: 1, secret: "s3", seats: 1 };
  const config = wecomAppChannel.account.parse({ ...account, ...small });
  expect(wecomAppChannel.caps?.(config)).toMatchObject({ perDay: 200 });
  expect(wecomAppChannel.people?.(["zhangsan", "lisi"], config)).toBe(2);
  expect(wecomAppChannel.people?.(["@all"], wecomAppChannel.account.parse({ ...account, seats: 300 }))).toBe(300);
});

test("how long WeCom drops doubles is what the account asks for: afterwards an unknown one is not sent again", () => {
  const config = wecomAppChannel.account.parse({ ...account, duplicateCheckSeconds: 60 });
  expect(wecomAppChannel.doublesWindowMs?.(config)).toBe(60_000);
  expect(wecomAppChannel.doublesWindowMs?.(wecomAppChannel.account.parse(account))).toBe(1_800_000);
});

test("cards, Markdown and files reach members; a table is not sent in a form that apps do not have", async () => {
  const file = await files.put("名单.xlsx", Buffer.from("a workbook"));
  const textcard = { title: "请假", description: "待审批", url: "https://example.com" };
  const markdown = "| 姓名 |\n| --- |\n| 张三 |";
  const { seen } = await send(["lisi"], { markdown, payload: { textcard }, attachments: [file] });
  expect(seen).toMatchObject([
    { kind: "markdown" },
    { kind: "textcard", title: "请假" },
    { kind: "file", file: { name: "名单.xlsx" } },
  ]);
});
