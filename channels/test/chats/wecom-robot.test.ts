import { createMovableClock, startWecomFake } from "@belfry/testkit";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { wecomRobotChannel } from "../../src/index.ts";
import { createFiles, now, sendVia, type SendOptions } from "./chat-context.ts";

const group = "值班群";
const clock = createMovableClock();
const wecom = await startWecomFake({
  clock,
  robots: [
    { key: "one", group },
    { key: "two", group },
  ],
});
const files = await createFiles();
afterAll(async () => {
  await wecom.close();
  await files[Symbol.asyncDispose]();
});
// Far enough that no limit of an earlier test is left.
let moved = 0;
beforeEach(() => {
  clock.advance(3_600_000);
  moved += 3_600_000;
});

const account = { group, key: { $secret: "one" }, baseUrl: wecom.url };
const at = () => new Date(now.getTime() + moved);

/** Sends, and returns the outcome and what the group saw of it. */
async function send(message: SendOptions["message"], options: SendOptions & { account?: object } = {}) {
  const before = wecom.received.length;
  const [outcome] = await sendVia(
    wecomRobotChannel,
    { ...account, ...options.account },
    { now: at(), ...options, message },
  );
  return { outcome, seen: wecom.received.slice(before) };
}

const bodyOf = (place: number) => JSON.parse(wecom.requests.at(place)?.body ?? "{}") as Record<string, unknown>;

describe("what the body says decides, never the status", () => {
  test("status 200 with the code of a wrong key is not a success", async () => {
    const { outcome } = await send({ text: "您好" }, { account: { key: "wrong" } });
    expect(outcome).toMatchObject({ kind: "account-fault", code: "93000", reason: expect.stringContaining("key=") });
    expect(outcome?.kind === "account-fault" && outcome.pauseUntil).toBeUndefined();
  });

  test("the whole address works where its key belongs", async () => {
    const address = "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=one";
    expect(await send({ text: "您好" }, { account: { key: address } })).toMatchObject({
      outcome: { kind: "accepted" },
    });
  });

  test("one message too many is a rest of 60 seconds for the robot, and the next robot is not shut out", async () => {
    for (let n = 0; n < 20; n += 1) expect((await send({ text: `${n}` })).outcome?.kind).toBe("accepted");
    const { outcome } = await send({ text: "20" });
    expect(outcome).toMatchObject({
      kind: "account-fault",
      code: "45009",
      pauseUntil: new Date(at().getTime() + 60_000),
    });
    expect((await send({ text: "20" }, { account: { key: "two" } })).outcome?.kind).toBe("accepted");
    clock.advance(59_000);
    expect((await send({ text: "20" })).outcome).toMatchObject({ code: "45009" });
    clock.advance(1_000);
    expect((await send({ text: "20" })).outcome?.kind).toBe("accepted");
  });

  test.each([
    ["accept-then-drop", "unknown"],
    ["malformed", "unknown"],
    ["throttle", "account-fault"],
    ["bounce", "account-fault"],
  ] as const)("a WeCom that does %s leaves the message %s", async (fault, kind) => {
    wecom.chaos.set({ kind: fault, times: 1 });
    const { outcome, seen } = await send({ text: "您好" });
    expect(outcome?.kind).toBe(kind);
    expect(seen).toHaveLength(kind === "unknown" ? 1 : 0);
  });

  test("an answer that does not come in time leaves the message unknown", async () => {
    wecom.chaos.set({ kind: "slow", times: 1 });
    const aborting = new AbortController();
    const sending = send({ text: "您好" }, { signal: aborting.signal });
    await expect.poll(() => wecom.received.at(-1)?.text).toBe("您好");
    aborting.abort();
    expect((await sending).outcome?.kind).toBe("unknown");
    wecom.chaos.clear();
  });
});

describe("text", () => {
  test("mentioned_list and mentioned_mobile_list stand inside text", async () => {
    const { seen } = await send({
      text: "请处理",
      mentions: { users: ["zhangsan"], phones: ["13800001111"], all: true },
    });
    expect(seen).toMatchObject([{ kind: "text", mentions: ["zhangsan", "all", "13800001111"] }]);
    expect(bodyOf(-1)).toEqual({
      msgtype: "text",
      text: { content: "请处理", mentioned_list: ["zhangsan", "@all"], mentioned_mobile_list: ["13800001111"] },
    });
  });

  test("of more than 2,048 bytes goes in numbered pieces, and who is pointed at finds all of it above", async () => {
    const text = "晚归名单：学生甲。\n".repeat(120);
    const { outcome, seen } = await send({ subject: "名单", text, mentions: { users: ["zhangsan"] } });
    expect(outcome).toMatchObject({ kind: "accepted", piecesDone: 2 });
    expect(seen.map(({ text: shown }) => shown.split("\n")[0])).toEqual(["(1/2)", "(2/2)"]);
    expect(seen.map(({ mentions }) => mentions)).toEqual([[], ["zhangsan"]]);
  });

  test("a message that was broken off goes on after the pieces that were taken", async () => {
    const text = "字".repeat(2_000);
    wecom.chaos.set({ kind: "throttle", times: 1 });
    const first = await send({ text }, { piecesDone: 1 });
    expect(first).toMatchObject({ outcome: { kind: "account-fault", piecesDone: 1 }, seen: [] });
    const second = await send({ text }, { piecesDone: 1, account: { key: "two" } });
    expect(second.seen.map(({ text: shown }) => shown.slice(0, 5))).toEqual(["(2/3)", "(3/3)"]);
    const config = wecomRobotChannel.account.parse(account);
    const message = { messageKey: "k", createdAt: now, to: [group], cc: [], subject: "", text, attachments: [] };
    expect(wecomRobotChannel.pieces?.(message, config)).toBe(3);
  });

  test("that would silence the robot for everybody else is refused, and nothing of it is sent", async () => {
    const { outcome, seen } = await send({ text: "字".repeat(20_000) });
    expect(outcome).toMatchObject({ kind: "content-fault", reason: expect.stringContaining("a robot may send 20") });
    expect(seen).toEqual([]);
    const long = { messageKey: "k", createdAt: now, to: [group], cc: [], subject: "", text: "字".repeat(20_000) };
    const config = wecomRobotChannel.account.parse(account);
    expect(wecomRobotChannel.pieces?.({ ...long, attachments: [] }, config)).toBe(1);
  });

  test("a message that says nothing is refused", async () => {
    expect((await send({})).outcome?.kind).toBe("content-fault");
  });
});

describe("Markdown", () => {
  test.each([
    ["a table", "| 姓名 | 学院 |\n| --- | --- |\n| 张三 | 数学 |", "markdown_v2"],
    ["a code block", "```\nselect 1;\n```", "markdown_v2"],
    ["a picture", "![图](https://example.com/a.png)", "markdown_v2"],
    ["a list", "- 一\n- 二", "markdown_v2"],
    ["a colour", '<font color="warning">注意</font>\n- 一', "markdown"],
    ["somebody who is pointed at", "- 一\n<@zhangsan>", "markdown"],
    ["plain words", "**注意** > 引用", "markdown"],
  ])("with %s is sent in the form that shows it", async (_what, markdown, kind) => {
    expect((await send({ markdown })).seen).toMatchObject([{ kind, text: markdown }]);
  });

  test("with a table and a colour keeps the table, and shows no signs of the colour", async () => {
    const markdown = '| 姓名 | 时间 |\n| --- | --- |\n| 张三 | <font color="warning">23:40</font> |';
    const { seen } = await send({ markdown });
    expect(seen).toMatchObject([{ kind: "markdown_v2", text: markdown.replace(/<[^>]+>/g, "") }]);
  });

  test("points at users itself, and at phones and everybody by a line of text below", async () => {
    const { seen } = await send({
      subject: "告警",
      markdown: "**注意**",
      mentions: { users: ["zhangsan"], phones: ["13800001111"], all: true },
    });
    expect(seen).toMatchObject([
      { kind: "markdown", text: "## 告警\n\n**注意**\n<@zhangsan>", mentions: ["zhangsan"] },
      { kind: "text", text: "告警", mentions: ["all", "13800001111"] },
    ]);
  });

  test("is sent as text where the payload says so", async () => {
    const { seen } = await send({ markdown: "**注意**", payload: { format: "text" } });
    expect(seen).toMatchObject([{ kind: "text", text: "**注意**" }]);
  });

  test("of more than 4,096 bytes is split before WeCom calls it too long", async () => {
    const markdown = `# 名单\n\n${"| 张三 | 数学 |\n".repeat(400)}`;
    const { outcome, seen } = await send({ markdown });
    expect(outcome?.kind).toBe("accepted");
    expect(seen.length).toBeGreaterThan(1);
    expect(seen.every(({ text }) => Buffer.byteLength(text) <= 4_096)).toBe(true);
  });
});

describe("files", () => {
  test("a workbook arrives under its Chinese name, and is uploaded once in three days for each robot", async () => {
    const file = await files.put("滨海校区晚归名单2026.3.1.xlsx", Buffer.from("a workbook"));
    const before = wecom.uploads;
    const { seen } = await send({ attachments: [file] });
    expect(seen).toMatchObject([{ kind: "file", file: { name: "滨海校区晚归名单2026.3.1.xlsx", bytes: 10 } }]);
    await send({ attachments: [file] });
    expect(wecom.uploads - before).toBe(1);
    await send({ attachments: [file] }, { account: { key: "two" } });
    expect(wecom.uploads - before).toBe(2);
    clock.advance(3 * 86_400_000);
    moved += 3 * 86_400_000;
    expect((await send({ attachments: [file] })).outcome?.kind).toBe("accepted");
    expect(wecom.uploads - before).toBe(3);
  });

  test("a file that WeCom forgot too soon is uploaded again at once", async () => {
    const file = await files.put("名单.xlsx", Buffer.from("another workbook"));
    await send({ attachments: [file] });
    clock.advance(3 * 86_400_000);
    expect((await send({ attachments: [file] })).outcome?.kind).toBe("accepted");
  });

  test("a picture is shown as such, with the checksum of its bytes", async () => {
    const png = Buffer.concat([Buffer.from([0x89]), Buffer.from("PNG\r\n"), Buffer.alloc(20)]);
    const picture = await files.put("图.png", png, "image/png");
    expect((await send({ attachments: [picture] })).seen).toMatchObject([
      { kind: "image", file: { bytes: png.length } },
    ]);
  });

  test("a file of five bytes is refused by WeCom, and the words say why", async () => {
    const file = await files.put("空.txt", Buffer.from("12345"));
    const { outcome } = await send({ attachments: [file] });
    expect(outcome).toMatchObject({ kind: "content-fault", code: "40006", reason: expect.stringContaining("5 字节") });
  });
});

describe("what only WeCom understands", () => {
  const card = {
    card_type: "text_notice",
    main_title: { title: "晚归 12 人", desc: "滨海校区" },
    horizontal_content_list: [{ keyname: "4 栋", value: "5 人" }],
    card_action: { type: 1, url: "https://example.com" },
  };

  test("a card and articles are sent as they are described", async () => {
    const news = [{ title: "周报", url: "https://example.com/1" }];
    const { seen } = await send({ payload: { templateCard: card, news } });
    expect(seen).toMatchObject([
      { kind: "news", text: "周报\nhttps://example.com/1" },
      { kind: "template_card", title: "晚归 12 人", text: "滨海校区\n4 栋: 5 人" },
    ]);
  });

  test("a card cannot point at anybody, so a line of text below does it", async () => {
    const { seen } = await send({
      subject: "晚归",
      payload: { templateCard: card },
      mentions: { users: ["zhangsan"] },
    });
    expect(seen).toMatchObject([{ kind: "template_card" }, { kind: "text", text: "晚归", mentions: ["zhangsan"] }]);
  });

  test.each([
    ["a card without an action", { templateCard: { ...card, card_action: undefined } }],
    ["a card without words", { templateCard: { ...card, main_title: {} } }],
    ["a card that opens nothing", { templateCard: { ...card, card_action: { type: 1 } } }],
    ["seven rows", { templateCard: { ...card, horizontal_content_list: [{}, {}, {}, {}, {}, {}, {}] } }],
    ["nine articles", { news: Array.from({ length: 9 }, () => ({ title: "a", url: "https://example.com" })) }],
    ["a field that nobody knows", { voice: "x" }],
  ])("%s is refused before it is accepted", (_what, payload) => {
    expect(wecomRobotChannel.payload?.safeParse(payload).success).toBe(false);
  });
});
