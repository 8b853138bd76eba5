import { createMovableClock, startFeishuFake, startLoopbackServer } from "@belfry/testkit";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { signDingtalk } from "../../src/dingtalk/sign-dingtalk.ts";
import { signFeishu } from "../../src/feishu/sign-feishu.ts";
import { feishuChannel } from "../../src/index.ts";
import { createFiles, now, sendVia, type SendOptions } from "./chat-context.ts";

const group = "值班群";
const clock = createMovableClock();
const feishu = await startFeishuFake({
  clock,
  bots: [
    { token: "signed", group, signSecret: "abc" },
    { token: "keyword", group, keywords: ["告警"] },
    { token: "elsewhere", group, trustedIps: ["10.0.0.1"] },
    { token: "open", group },
  ],
  apps: [{ appId: "cli_1", appSecret: "app-secret" }],
});
const files = await createFiles();
afterAll(async () => {
  await feishu.close();
  await files[Symbol.asyncDispose]();
});
let moved = 0;
beforeEach(() => {
  clock.advance(3_600_000);
  moved += 3_600_000;
});

const account = { group, token: { $secret: "open" }, baseUrl: feishu.url };
const withApp = { appId: "cli_1", appSecret: { $secret: "app-secret" } };

async function send(message: SendOptions["message"], over: object = {}, options: SendOptions = {}) {
  const before = feishu.received.length;
  const at = new Date(now.getTime() + moved);
  const [outcome] = await sendVia(feishuChannel, { ...account, ...over }, { now: at, ...options, message });
  return { outcome, seen: feishu.received.slice(before) };
}

const lastBody = () => JSON.parse(feishu.requests.at(-1)?.body ?? "{}") as Record<string, unknown>;

describe("the signature", () => {
  test("is that of the published vector, and not that of DingTalk", () => {
    expect(signFeishu("1599360473", "this is secret")).toBe("/eYKrXQBzTjUZJ3s6NX16VxGbTwmK7AEs8/FnvC1CSw=");
    expect(signDingtalk(1_599_360_473, "this is secret")).toMatch(/^Aa897dtS/);
  });

  test("stands in the body, with seconds as a text, and is computed for each attempt", async () => {
    const signed = { token: "signed", signSecret: { $secret: "abc" } };
    expect((await send({ text: "一" }, signed)).outcome?.kind).toBe("accepted");
    const timestamp = String((now.getTime() + moved) / 1_000);
    expect(lastBody()).toEqual({
      timestamp,
      sign: signFeishu(timestamp, "abc"),
      msg_type: "text",
      content: { text: "一" },
    });
    expect(feishu.requests.at(-1)?.path).toBe("/open-apis/bot/v2/hook/signed");
    clock.advance(7_200_000);
    moved += 7_200_000;
    expect((await send({ text: "二" }, signed)).outcome?.kind).toBe("accepted");
  });
});

describe("what the body says decides, never the status", () => {
  test.each([
    ["a wrong secret", { token: "signed", signSecret: "wrong" }, "account-fault", "19021"],
    ["no signature", { token: "signed" }, "account-fault", "19021"],
    ["an address that is not in the list", { token: "elsewhere" }, "account-fault", "19022"],
    ["a missing keyword", { token: "keyword" }, "content-fault", "19024"],
    ["a token that does not exist", { token: "gone" }, "account-fault", "19001"],
  ])("status 200 with the code of %s is not a success", async (_what, over, kind, code) => {
    const { outcome, seen } = await send({ text: "您好" }, over);
    expect(outcome).toMatchObject({ kind, code });
    expect(seen).toEqual([]);
  });

  test("an answer without the fields of an earlier time is a success, and one with nothing else too", async () => {
    expect((await send({ text: "您好" })).outcome).toMatchObject({
      kind: "accepted",
      answer: expect.not.stringContaining("StatusCode"),
    });
    await using old = await startLoopbackServer((_request, response) =>
      response.end('{"Extra":null,"StatusCode":0,"StatusMessage":"success"}'),
    );
    expect((await send({ text: "您好" }, { baseUrl: old.url })).outcome?.kind).toBe("accepted");
    await using refusing = await startLoopbackServer((_request, response) =>
      response.end('{"code":19002,"msg":"params error, msg_type need"}'),
    );
    expect((await send({ text: "您好" }, { baseUrl: refusing.url })).outcome).toMatchObject({
      kind: "content-fault",
      code: "19002",
    });
  });

  test("the sixth message of a second waits, and the next second takes it", async () => {
    for (let n = 0; n < 5; n += 1) expect((await send({ text: `${n}` })).outcome?.kind).toBe("accepted");
    const { outcome } = await send({ text: "5" });
    expect(outcome).toMatchObject({ kind: "account-fault", code: "11232", pauseUntil: expect.any(Date) });
    clock.advance(1_000);
    expect((await send({ text: "5" })).outcome?.kind).toBe("accepted");
  });

  test.each([
    ["accept-then-drop", "unknown"],
    ["malformed", "unknown"],
    ["throttle", "account-fault"],
  ] as const)("a Feishu that does %s leaves the message %s", async (fault, kind) => {
    feishu.chaos.set({ kind: fault, times: 1 });
    expect((await send({ text: "您好" })).outcome?.kind).toBe(kind);
  });
});

describe("what the group sees", () => {
  test("text with people who are pointed at", async () => {
    const { seen } = await send({ subject: "告警", text: "磁盘将满", mentions: { users: ["ou_1"], all: true } });
    expect(seen).toMatchObject([{ kind: "text", mentions: ["ou_1", "all"], text: "告警\n磁盘将满\n@ou_1 @所有人" }]);
  });

  test("Markdown in a card with a title", async () => {
    const { seen } = await send({ subject: "告警", markdown: "**磁盘将满**", mentions: { users: ["ou_1"] } });
    expect(seen).toMatchObject([
      { kind: "interactive", title: "告警", text: "**磁盘将满**\n@ou_1", mentions: ["ou_1"] },
    ]);
  });

  test("posts, cards and groups as they are described", async () => {
    const post = {
      zh_cn: {
        title: "周报",
        content: [
          [
            { tag: "text", text: "见 " },
            { tag: "at", user_id: "ou_1" },
          ],
        ],
      },
    };
    const card = {
      header: { title: { tag: "plain_text", content: "卡片" } },
      elements: [{ tag: "markdown", content: "正文" }],
    };
    const { seen } = await send({ payload: { post, card, shareChatId: "oc_1" } });
    expect(seen).toMatchObject([
      { kind: "post", title: "周报", mentions: ["ou_1"] },
      { kind: "interactive", title: "卡片", text: "正文" },
      { kind: "share_chat" },
    ]);
    expect(feishuChannel.payload?.safeParse({ post: {} }).success).toBe(false);
  });

  test("a long text in bodies of at most 20,000 bytes, signature included", async () => {
    const { outcome, seen } = await send({ text: "字\n".repeat(14_000) }, { token: "signed", signSecret: "abc" });
    expect(outcome?.kind).toBe("accepted");
    expect(seen.length).toBeGreaterThan(1);
    const sent = feishu.requests.slice(-seen.length).map(({ body }) => Buffer.byteLength(body));
    expect(Math.max(...sent)).toBeLessThanOrEqual(20_000);
  });
});

describe("pictures", () => {
  const png = Buffer.concat([Buffer.from([0x89]), Buffer.from("PNG\r\n")]);

  test("are uploaded once through the app of the account, and again with a new token when the old one ends", async () => {
    const picture = await files.put("图.png", png, "image/png");
    const { seen } = await send({ attachments: [picture] }, withApp);
    expect(seen).toMatchObject([{ kind: "image", file: { bytes: png.length } }]);
    await send({ attachments: [picture] }, withApp);
    expect(feishu.uploads).toBe(1);
    feishu.forgetTokens();
    const other = await files.put("另一张.png", png, "image/png");
    expect((await send({ attachments: [other] }, withApp)).outcome?.kind).toBe("accepted");
  });

  test("without an app are refused in plain words; so is a file that is no picture, and a wrong secret", async () => {
    const picture = await files.put("图2.png", png, "image/png");
    expect((await send({ attachments: [picture] })).outcome).toMatchObject({
      kind: "content-fault",
      reason: expect.stringContaining("appId"),
    });
    const workbook = await files.put("名单.xlsx", png);
    expect((await send({ attachments: [workbook] }, withApp)).outcome?.kind).toBe("content-fault");
    const wrong = { appId: "cli_1", appSecret: "wrong" };
    expect((await send({ attachments: [picture] }, wrong)).outcome).toMatchObject({
      kind: "account-fault",
      code: "10014",
    });
  });
});
