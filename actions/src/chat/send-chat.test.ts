import { createTestActionContext } from "@belfry/testkit";
import { describe, expect, test } from "vitest";
import { dingtalkSend } from "./dingtalk-send.ts";
import { feishuSend } from "./feishu-send.ts";
import { webhookSend } from "./webhook-send.ts";
import { wecomAppSend } from "./wecom-app-send.ts";
import { wecomSend } from "./wecom-send.ts";

const file = { $artifact: "01abc", name: "名单.xlsx", mediaType: "application/vnd.ms-excel", bytes: 10 };

describe("a message to a chat", () => {
  test("is handed to the ledger with all its parts, and with nothing that was not given", async () => {
    await using context = await createTestActionContext();
    await context.run(wecomSend, {
      to: "值班群，后勤群",
      title: "晚归名单",
      markdown: "**12 人**",
      format: "markdown",
      mentions: { users: "zhangsan,lisi", phones: ["13800001111"] },
      attachments: [file, { file, fileName: "晚归.xlsx" }],
      account: "duty",
      businessKey: "late/2026-02-16",
      businessWindow: "7d",
    });
    expect(context.messages).toEqual([
      {
        channel: "wecom",
        account: "duty",
        businessKey: "late/2026-02-16",
        businessWindow: "7d",
        to: ["值班群", "后勤群"],
        subject: "晚归名单",
        markdown: "**12 人**",
        mentions: { users: ["zhangsan", "lisi"], phones: ["13800001111"], all: false },
        payload: { format: "markdown" },
        attachments: [{ file }, { file, fileName: "晚归.xlsx" }],
      },
    ]);
  });

  test("has no payload when it needs none", async () => {
    await using context = await createTestActionContext();
    await context.run(dingtalkSend, { to: ["值班群"], text: "您好" });
    expect(context.messages).toEqual([
      { channel: "dingtalk", to: ["值班群"], subject: "", text: "您好", attachments: [] },
    ]);
  });

  test("is not waited for where the rule says so", async () => {
    const notified = { messageId: 7, status: "waiting", deliveries: [] } as const;
    await using context = await createTestActionContext({ notified });
    const sent = await context.run(feishuSend, { to: "值班群", text: "您好", wait: "queued" });
    expect(sent).toEqual({ messageId: 7, deliveries: [] });
  });
});

test.each([
  [wecomSend, { to: "", text: "您好" }, ["to"]],
  [wecomSend, { to: "值班群" }, ["text"]],
  [wecomSend, { to: "值班群", text: "您好", businessWindow: "7d" }, ["businessWindow"]],
  [wecomSend, { to: "值班群", templateCard: { card_type: "text_notice" } }, []],
  [wecomAppSend, { to: "${{ vars.onDuty }}", text: "${{ vars.words }}" }, []],
  [dingtalkSend, { to: [" "], markdown: " " }, ["to", "text"]],
  [feishuSend, { to: "值班群", attachments: [file] }, []],
  [webhookSend, { to: "教务系统", data: { n: 1 } }, []],
])("on save %o with %j has problems at %j", (action, input, paths) => {
  expect(action.check?.(input).map(({ path }) => path)).toEqual(paths);
});
