/** The sandboxes of played providers in the console: what came and how it looks there, faults, and forgetting. */
import { createMovableClock, startProviderSandbox, type ProviderSandbox } from "@belfry/testkit";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { seedSandbox } from "../../scripts/demo/seed-sandbox.ts";
import { barriersOf } from "../support/barriers.ts";
import { openConsole, tooWideForTelephone, type OpenConsole } from "../support/open-console.ts";

// A browser on a busy machine takes its time; what does not come at all is told by the locator that waits for it.
vi.setConfig({ testTimeout: 300_000 });

const AT = "2026-05-04T02:00:30Z";

let providers: ProviderSandbox;
let open: OpenConsole;

beforeAll(async () => {
  // A provider refuses a signature of another hour.
  providers = await startProviderSandbox({ clock: createMovableClock(Date.parse(AT)) });
  open = await openConsole(AT, { providers });
  await seedSandbox(open.dormitory.api, providers, open.dormitory.server.url ?? "");
}, 300_000);
afterAll(async () => {
  await open?.[Symbol.asyncDispose]();
  await providers?.[Symbol.asyncDispose]();
});

const send = (draft: object) =>
  open.dormitory.api("POST", "/v1/messages", { to: ["值班群"], channel: "wecom", ...draft });
const messages = () => open.page.getByRole("list", { name: "Received messages" }).getByRole("article");

test("a message to a robot stands there as the group sees it, with the people it points at and the answer", async () => {
  const { page } = open;
  await send({
    markdown: '## 晚归名单\n> <font color="warning">3 人</font>未归\n\n[查看](https://campus.example/late)',
  });
  await send({ text: "请值班老师确认", mentions: { users: ["zhangsan"], all: true } });
  await open.goto("/sandbox");
  await page
    .getByRole("navigation", { name: "Sandboxes" })
    .getByRole("link", { name: /^WeCom/ })
    .click();
  const markdown = messages().filter({ hasText: "晚归名单" });
  await markdown.getByText("3 人").waitFor();
  expect(await markdown.getByRole("link", { name: "查看" }).getAttribute("href")).toBe("https://campus.example/late");
  await markdown.getByText("Shown", { exact: true }).waitFor();
  await markdown.getByText('{"errcode":0,"errmsg":"ok"}').waitFor();
  const text = messages().filter({ hasText: "请值班老师确认" });
  const mentioned = text.getByRole("list", { name: "Mentioned people" }).getByRole("listitem");
  await mentioned.first().waitFor();
  expect((await mentioned.allInnerTexts()).toSorted()).toEqual(["@everybody", "@zhangsan"]);
});

test("a fault hits the next messages as often as it was set to, and can be taken back", async () => {
  const { page } = open;
  await open.goto("/sandbox/played/dingtalk");
  await page.getByLabel("Refuse: for how many messages").fill("2");
  await page.getByRole("switch", { name: "Refuse" }).click();
  await page.getByText("Hits 2 more messages.").waitFor();
  await send({ channel: "dingtalk", text: "谁也看不到" });
  const refused = messages().filter({ hasText: "谁也看不到" }).first();
  await refused.getByText("Not shown").waitFor();
  await refused.getByText("Refuse", { exact: true }).waitFor();
  await page.getByRole("button", { name: "All off" }).click();
  await page.getByText("DingTalk works again").waitFor();
  await page.getByRole("switch", { name: "Refuse", checked: false }).waitFor();
  expect(providers.get("dingtalk")?.faults).toEqual([]);
});

test("an SMS and a message of the official account stand there too, each where it came", async () => {
  const { page } = open;
  await send({ channel: "aliyun-sms", to: ["13800138000"], text: "明早停水" });
  await open.goto("/sandbox/played/aliyun-sms");
  await messages().filter({ hasText: "【钟楼】明早停水" }).getByText("Shown", { exact: true }).waitFor();
  await send({ channel: "wechat", to: ["o-zhangsan"], subject: "停水", text: "明早停水" });
  await open.goto("/sandbox/played/wechat");
  await messages().filter({ hasText: "thing2: 明早停水" }).getByText("Template message").waitFor();
  await page.getByText("Channels that send here:").waitFor();
});

test("what a rule asks Metabase stands there with its answer; ended sessions are renewed, and faults are called by what is asked", async () => {
  const { page } = open;
  const { api } = open.dormitory;
  await open.goto("/sandbox/played/metabase");
  await page.getByText("No queries yet").waitFor();
  expect(await page.getByRole("switch").count()).toBe(6);
  await page.getByLabel("End sessions: for how many queries").fill("1");
  await page.getByRole("switch", { name: "End sessions" }).click();
  await page.getByText("Hits 1 more queries.").waitFor();
  await api("POST", "/v1/rules/late-week/trigger", {});
  const asked = page.getByRole("list", { name: "Received queries" }).getByRole("article");
  const answered = asked.filter({ hasText: "本周各楼晚归人数" }).filter({ hasText: "一号楼" });
  await answered.getByText("Answered", { exact: true }).waitFor();
  await answered.getByText('campus = "滨海校区"').waitFor();
  const refused = asked.filter({ hasText: "Unauthenticated" });
  await refused.getByText("Not answered", { exact: true }).waitFor();
  await refused.getByText("End sessions", { exact: true }).waitFor();
  // Signed in, refused, signed in anew, answered.
  expect(await asked.filter({ hasText: "Sign-in" }).count()).toBe(2);
  await page
    .getByRole("link", { name: /^WeCom/ })
    .first()
    .click();
  await messages().filter({ hasText: "滨海校区共 3 栋楼" }).waitFor();
});

test("the mail server of the sandbox refuses whom it is asked to, and its bounce comes back among the caught mails", async () => {
  const { page } = open;
  await send({
    channel: "email",
    to: ["permfail@campus.example", "dean@campus.example"],
    subject: "停水",
    text: "明早",
  });
  await open.goto("/sandbox/played/smtp");
  await messages()
    .filter({ hasText: "5.1.1 user unknown" })
    .getByText("permfail@campus.example", { exact: true })
    .waitFor();
  await messages().filter({ hasText: "停水" }).getByText("2.0.0 Ok: queued").waitFor();
  await page.getByLabel("Refuse: for how many messages").fill("1");
  await page.getByRole("switch", { name: "Refuse" }).click();
  await page.getByText("Hits 1 more messages.").waitFor();
  await send({ channel: "email", to: ["gone@campus.example"], subject: "没有这个人", text: "明早" });
  await messages().filter({ hasText: "没有这个人" }).getByText("Not shown", { exact: true }).waitFor();
  await page.getByRole("link", { name: "Mail", exact: true }).click();
  await page.getByRole("link", { name: /Undelivered Mail Returned to Sender/ }).waitFor();
});

test.each([
  ["/sandbox/played/wecom", "main article"],
  ["/sandbox/played/smtp", "main article"],
  ["/sandbox/played/metabase", "main article"],
  ["/sandbox/played/feishu", "main [role=switch]"],
  ["/sandbox", "main nav"],
])("%s keeps nobody out, and fits a telephone", async (path, waitFor) => {
  await open.goto(path);
  await open.page.locator(waitFor).first().waitFor();
  expect(await barriersOf(open.page)).toEqual([]);
  expect(await tooWideForTelephone(open.page)).toBe(0);
});

test("clearing lets one provider forget what came", async () => {
  const { page } = open;
  await open.goto("/sandbox/played/wecom");
  await messages().first().waitFor();
  await page.getByRole("button", { name: "Clear" }).click();
  await open.dialog().getByRole("button", { name: "Clear" }).click();
  await page.getByText("No messages yet").waitFor();
  expect(providers.get("wecom")?.messages).toBe(0);
  expect(providers.get("wechat")?.messages).toBe(1);
});

test("a provider that is not played is told", async () => {
  await open.goto("/sandbox/played/telegram");
  await open.page.getByText("This provider is not played here").waitFor();
});

test("all of it broke no content policy", () => {
  expect(open.complaints).toEqual([]);
});
