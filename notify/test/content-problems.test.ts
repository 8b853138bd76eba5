/** What a channel cannot show is refused when the message is handed in, with the field and the remedy, and nothing is kept. */
import { builtinChannels } from "@belfry/channels";
import type { OutgoingMessage } from "@belfry/model";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Notify } from "../src/index.ts";
import { startLedger, type Ledger } from "./ledger-fixture.ts";

let ledger: Ledger;
let notify: Notify;
beforeAll(async () => {
  ledger = await startLedger();
  notify = ledger.another({ channels: builtinChannels.channels ?? [] });
});
afterAll(() => ledger[Symbol.asyncDispose]());

const to = {
  email: "a@x.cn",
  wecom: "office",
  "wecom-app": "zhangsan",
  dingtalk: "office",
  feishu: "office",
  sms: "13800000000",
  "aliyun-sms": "13800000000",
  "tencent-sms": "13800000000",
  wechat: "oAbCdEfGhIjKlMnOpQrStUvWxYz0",
  webhook: "office",
} as const;

const long = (characters: number) => "长".repeat(characters);
const html = { html: "<p>您好</p>" };

test.each<[keyof typeof to, string, object, string, RegExp]>([
  [
    "wecom",
    "a text of 30 pieces",
    { text: long(20_000) },
    "text",
    /bytes, and the channel "wecom" takes at most 40960/,
  ],
  [
    "wecom",
    "Markdown of 25 pieces",
    { markdown: `${long(700)}\n\n`.repeat(25) },
    "markdown",
    /25 pieces, and a chat takes 20/,
  ],
  ["wecom", "HTML alone", html, "text", /nothing else that this chat can show/],
  ["wecom-app", "a text of 30 pieces", { text: long(20_000) }, "text", /takes at most/],
  ["dingtalk", "600 KB of Markdown", { markdown: long(200_000) }, "markdown", /takes at most/],
  ["dingtalk", "HTML alone", html, "text", /can show/],
  ["feishu", "600 KB of text", { text: long(200_000) }, "text", /takes at most/],
  ["sms", "501 characters", { text: long(501) }, "text", /501 characters, and the channel "sms" takes at most 500/],
  ["sms", "Markdown alone", { markdown: "**a**" }, "text", /names no template/],
  ["aliyun-sms", "501 characters", { text: long(501) }, "text", /at most 500/],
  ["tencent-sms", "HTML alone", html, "text", /names no template/],
  ["wechat", "Markdown alone", { markdown: "**a**" }, "text", /names no template/],
])("%s refuses %s", async (channel, _what, said, path, why) => {
  const before = (await notify.listMessages()).length;
  const message = { channel, to: [to[channel]], subject: "", ...said };
  await expect(notify.accept(message, { idempotencyKey: `refused ${channel} ${path}` })).rejects.toMatchObject({
    code: "REQUEST_INVALID",
    problems: [{ path, message: expect.stringMatching(why), remedy: expect.stringMatching(/Shorten|Give it/) }],
  });
  expect(await notify.listMessages()).toHaveLength(before);
});

test.each(["dingtalk", "feishu", "sms", "aliyun-sms", "tencent-sms", "wechat", "webhook"] as const)(
  "%s refuses a workbook and names it",
  async (channel) => {
    const file = await ledger.artifact("名单.xlsx", Buffer.from("workbook"));
    const message = { channel, to: [to[channel]], subject: "名单", text: "见附件", attachments: [{ file }] };
    await expect(notify.accept(message, { idempotencyKey: `file ${channel}` })).rejects.toMatchObject({
      code: "REQUEST_INVALID",
      problems: [{ path: "attachments[0]", message: expect.stringContaining("名单.xlsx") }],
    });
  },
);

test("a step of an escalation that its channel could not show is refused with the message", async () => {
  const escalation = [{ after: "10m", channel: "sms", to: [to.sms] }];
  const message = { channel: "email", to: [to.email], subject: "告警", markdown: "**停电**", escalation };
  await expect(notify.accept(message, { idempotencyKey: "step" })).rejects.toMatchObject({
    problems: [{ path: "escalation[0].text" }],
  });
});

test("Markdown goes to a mail, a picture to Feishu and a long text in pieces to WeCom", async () => {
  const picture = { ...(await ledger.artifact("图.png", Buffer.from("picture"))), mediaType: "image/png" };
  const taken: [keyof typeof to, Partial<OutgoingMessage>][] = [
    ["email", { markdown: "**停电**" }],
    ["feishu", { attachments: [{ file: picture }] }],
    ["wecom", { text: long(10_000) }],
  ];
  for (const [channel, said] of taken) {
    const message = { channel, to: [to[channel]], subject: "", ...said };
    await expect(notify.accept(message, { idempotencyKey: `taken ${channel}` })).resolves.toMatchObject({
      status: "waiting",
    });
  }
});
