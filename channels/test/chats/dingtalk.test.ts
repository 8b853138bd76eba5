import { createMovableClock, startDingtalkFake } from "@belfry/testkit";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { signDingtalk } from "../../src/dingtalk/sign-dingtalk.ts";
import { dingtalkChannel } from "../../src/index.ts";
import { createFiles, now, sendVia, type SendOptions } from "./chat-context.ts";

const group = "值班群";
const clock = createMovableClock();
const dingtalk = await startDingtalkFake({
  clock,
  robots: [
    { token: "signed", group, signSecret: "SECabc" },
    { token: "keyword", group, keywords: ["告警"] },
    { token: "elsewhere", group, trustedIps: ["10.0.0.1"] },
    { token: "open", group },
  ],
});
const files = await createFiles();
afterAll(async () => {
  await dingtalk.close();
  await files[Symbol.asyncDispose]();
});
let moved = 0;
beforeEach(() => {
  clock.advance(3_600_000);
  moved += 3_600_000;
});

const account = { group, token: { $secret: "open" }, baseUrl: dingtalk.url };

async function send(message: SendOptions["message"], over: object = {}, options: SendOptions = {}) {
  const before = dingtalk.received.length;
  const at = new Date(now.getTime() + moved);
  const [outcome] = await sendVia(dingtalkChannel, { ...account, ...over }, { now: at, ...options, message });
  return { outcome, seen: dingtalk.received.slice(before) };
}

const lastBody = () => JSON.parse(dingtalk.requests.at(-1)?.body ?? "{}") as Record<string, unknown>;

describe("the signature", () => {
  test("is that of the published vector, and is encoded once", () => {
    const sign = signDingtalk(1_577_262_236_757, "this is secret");
    expect(sign).toBe("hmPWwU+7lVdm3ZZz0r9tSfx0L4Q26jWOZr9+Gs6EZQM=");
    expect(new URLSearchParams({ sign }).toString()).toBe("sign=hmPWwU%2B7lVdm3ZZz0r9tSfx0L4Q26jWOZr9%2BGs6EZQM%3D");
  });

  test("is computed for each attempt: two hours later it is another one, and good", async () => {
    const signed = { token: "signed", signSecret: { $secret: "SECabc" } };
    expect((await send({ text: "一" }, signed)).outcome?.kind).toBe("accepted");
    clock.advance(7_200_000);
    moved += 7_200_000;
    expect((await send({ text: "二" }, signed)).outcome?.kind).toBe("accepted");
    const stamps = dingtalk.requests.slice(-2).map(({ query }) => Number(query.get("timestamp")));
    expect((stamps[1] ?? 0) - (stamps[0] ?? 0)).toBe(7_200_000);
  });

  test("of a clock that is two hours wrong is named as what it is", async () => {
    const late = { now: new Date(now.getTime() + moved - 7_200_000) };
    const { outcome } = await send({ text: "一" }, { token: "signed", signSecret: "SECabc" }, late);
    expect(outcome).toMatchObject({ kind: "account-fault", code: "310000", reason: expect.stringContaining("时钟") });
  });
});

describe("four causes have one code, and their words tell them apart", () => {
  test.each([
    [
      "a wrong secret, in the words of today",
      { token: "signed", signSecret: "SECwrong" },
      "account-fault",
      "signSecret",
    ],
    ["a missing keyword", { token: "keyword" }, "content-fault", "keyword of the account"],
    ["an address that is not in the list", { token: "elsewhere" }, "account-fault", "list of addresses|出口 IP"],
  ])("%s", async (_what, over, kind, words) => {
    const { outcome, seen } = await send({ text: "您好" }, over);
    expect(outcome).toMatchObject({ kind, code: "310000", reason: expect.stringMatching(words) });
    expect(seen).toEqual([]);
  });

  test("a robot with a keyword gets it at the end of every message without it", async () => {
    const over = { token: "keyword", keyword: "告警" };
    expect((await send({ text: "您好" }, over)).seen).toMatchObject([{ text: "您好\n\n告警" }]);
    expect((await send({ text: "告警：您好" }, over)).seen).toMatchObject([{ text: "告警：您好" }]);
  });
});

describe("what the body says decides, never the status", () => {
  test("status 200 with the code of an unknown token is not a success", async () => {
    const { outcome } = await send({ text: "您好" }, { token: "gone" });
    expect(outcome).toMatchObject({ kind: "account-fault", code: "300001" });
  });

  test("one message too many is a rest of ten minutes, not of one", async () => {
    for (let n = 0; n < 20; n += 1) expect((await send({ text: `${n}` })).outcome?.kind).toBe("accepted");
    const { outcome } = await send({ text: "20" });
    const until = new Date(now.getTime() + moved + 600_000);
    expect(outcome).toMatchObject({ kind: "account-fault", code: "130101", pauseUntil: until });
    clock.advance(599_000);
    expect((await send({ text: "20" })).outcome).toMatchObject({ code: "130101" });
    clock.advance(1_000);
    expect((await send({ text: "20" })).outcome?.kind).toBe("accepted");
  });

  test.each([
    ["accept-then-drop", "unknown"],
    ["malformed", "unknown"],
    ["throttle", "account-fault"],
  ] as const)("a DingTalk that does %s leaves the message %s", async (fault, kind) => {
    dingtalk.chaos.set({ kind: fault, times: 1 });
    expect((await send({ text: "您好" })).outcome?.kind).toBe(kind);
  });
});

describe("who is pointed at", () => {
  test("stands under at with lower-case keys, and in the text of Markdown too", async () => {
    const mentions = { users: ["manager"], phones: ["13800001111"], all: true };
    const { seen } = await send({ subject: "告警", markdown: "**磁盘将满**", mentions });
    expect(seen).toMatchObject([{ kind: "markdown", title: "告警", mentions: ["all", "13800001111", "manager"] }]);
    expect(lastBody()).toEqual({
      msgtype: "markdown",
      markdown: { title: "告警", text: "## 告警\n\n**磁盘将满**\n\n@13800001111 @manager" },
      at: { atMobiles: ["13800001111"], atUserIds: ["manager"], isAtAll: true },
    });
  });

  test("beside a card, which cannot point, is pointed at by a line of text", async () => {
    const actionCard = { title: "发布", text: "**v2**", singleTitle: "查看", singleURL: "https://example.com" };
    const { seen } = await send({ payload: { actionCard }, mentions: { phones: ["13800001111"] } });
    expect(seen).toMatchObject([
      { kind: "actionCard", title: "发布" },
      { kind: "text", mentions: ["13800001111"] },
    ]);
  });
});

test("links and cards are sent as they are described", async () => {
  const link = { title: "周报", text: "第 9 周", messageUrl: "https://example.com" };
  const feedCard = {
    links: [{ title: "一", messageURL: "https://example.com/1", picURL: "https://example.com/1.png" }],
  };
  const { seen } = await send({ payload: { link, feedCard } });
  expect(seen.map(({ kind }) => kind)).toEqual(["link", "feedCard"]);
  expect(dingtalkChannel.payload?.safeParse({ actionCard: { title: "a", text: "b" } }).success).toBe(false);
});

test("a body never has more than 20,000 bytes, however much of it has to be escaped", async () => {
  const markdown = '"引号"\\\n'.repeat(3_000);
  const { outcome, seen } = await send({ markdown, mentions: { phones: ["13800001111"] } });
  expect(outcome?.kind).toBe("accepted");
  expect(seen.length).toBeGreaterThan(2);
  const sent = dingtalk.requests.slice(-seen.length).map(({ body }) => Buffer.byteLength(body));
  expect(Math.max(...sent)).toBeLessThanOrEqual(20_000);
  expect(seen.map(({ mentions }) => mentions.length)).toEqual([...Array(seen.length - 1).fill(0), 1]);
});

test("a message with a file is refused in plain words, and nothing of it is sent", async () => {
  const { outcome, seen } = await send({
    text: "见附件",
    attachments: [await files.put("a.xlsx", Buffer.from("abcdefg"))],
  });
  expect(outcome).toMatchObject({ kind: "content-fault", reason: expect.stringContaining("不能发送文件") });
  expect(seen).toEqual([]);
});
