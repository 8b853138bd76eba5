/** From a rule to the groups: the whole way of a chat message, with providers that answer as the real ones do. */
import {
  startDingtalkFake,
  startFeishuFake,
  startLoopbackServer,
  startWecomFake,
  type DingtalkFake,
  type FeishuFake,
  type LoopbackServer,
  type WecomFake,
} from "@belfry/testkit";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { SpawnedServer } from "../support/spawn-server.ts";
import { endedExecution, startSchool, type School } from "../support/start-school.ts";

const robotKey = "693a91f6-7xxx-4bc4-97a0-0ec2sifa5aaa";
const appSecret = "wecom-app-secret-0123456789";
const whsec = `whsec_${Buffer.alloc(32, 7).toString("base64")}`;

let school: School;
let server: SpawnedServer;
let wecom: WecomFake;
let dingtalk: DingtalkFake;
let feishu: FeishuFake;
let office: LoopbackServer;

/** Saves an account, its secrets in the vault. */
async function saveAccount(
  path: string,
  config: Readonly<Record<string, unknown>>,
  secrets: Readonly<Record<string, string>>,
) {
  const refs: Record<string, unknown> = {};
  for (const [field, value] of Object.entries(secrets)) {
    const name = `${path}_${field}`.replace(/\W/g, "_");
    await server.api("PUT", `/v1/secrets/${name}`, { value });
    refs[field] = { $secret: name };
  }
  await server.api("PUT", `/v1/accounts/${path}`, { config: { ...config, ...refs } });
}

beforeAll(async () => {
  school = await startSchool();
  // Signatures are compared with the clock of the providers: it shows what the database's shows.
  const start = (await school.database.clock.now()).getTime();
  const clock = { now: () => start };
  const group = "值班群";
  [wecom, dingtalk, feishu, office] = await Promise.all([
    startWecomFake({
      clock,
      robots: [{ key: robotKey, group }],
      apps: [{ corpId: "ww1", secret: appSecret, agentId: 2, members: ["zhangsan"] }],
    }),
    startDingtalkFake({ clock, robots: [{ token: robotKey, group, signSecret: "SEC0123456789abcdef" }] }),
    startFeishuFake({ clock, bots: [{ token: robotKey, group, signSecret: "feishu-sign-secret" }] }),
    startLoopbackServer((_request, response) => response.writeHead(204).end()),
  ]);
  server = await school.spawn({ allow: [wecom, dingtalk, feishu, office].map(({ url }) => new URL(url).host) });
  await saveAccount("wecom/duty", { group, baseUrl: wecom.url }, { key: robotKey });
  await saveAccount("wecom-app/office", { corpId: "ww1", agentId: 2, baseUrl: wecom.url }, { secret: appSecret });
  const signed = { group, baseUrl: dingtalk.url };
  await saveAccount("dingtalk/duty", signed, { token: robotKey, signSecret: "SEC0123456789abcdef" });
  await saveAccount(
    "feishu/duty",
    { group, baseUrl: feishu.url },
    { token: robotKey, signSecret: "feishu-sign-secret" },
  );
  await saveAccount("webhook/office", { receiver: "教务系统", url: office.url }, { secret: whsec });
}, 300_000);
afterAll(async () => {
  await school?.[Symbol.asyncDispose]();
  await Promise.all([wecom, dingtalk, feishu, office].map((fake) => fake?.[Symbol.asyncDispose]()));
});

/** Saves a rule with these actions, runs it once and returns how it ended. */
async function run(rule: string, actions: readonly object[]) {
  await server.api("PUT", `/v1/rules/${rule}`, { rule, name: rule, triggers: [], actions });
  await server.api("POST", `/v1/rules/${rule}/enable`);
  const { executionId } = await server.api<{ executionId: number }>("POST", `/v1/rules/${rule}/trigger`, {});
  return endedExecution(server.api, executionId);
}

test("a rule tells a WeCom group with a table, an @ and a file, and the group sees them in this order", async () => {
  const ended = await run("tell-duty", [
    { id: "list", use: "csv.write", with: { fileName: "晚归名单.csv", rows: [{ 姓名: "张三" }, { 姓名: "李四" }] } },
    {
      id: "tell",
      use: "wecom.send",
      with: {
        to: "值班群",
        title: "晚归名单",
        markdown: "| 姓名 | 学院 |\n| --- | --- |\n| 张三 | 数学 |",
        mentions: { phones: ["13800001111"] },
        attachments: ["${{ actions.list.file }}"],
      },
    },
  ]);
  expect(ended, JSON.stringify(ended.failure)).toMatchObject({ state: "success" });
  expect(wecom.received).toMatchObject([
    { to: ["值班群"], kind: "markdown_v2", text: expect.stringContaining("## 晚归名单\n\n| 姓名 | 学院 |") },
    { kind: "text", text: "晚归名单", mentions: ["13800001111"] },
    { kind: "file", file: { name: "晚归名单.csv" } },
  ]);
  const { items } = await server.api<{ items: { id: number; states: object }[] }>("GET", "/v1/messages");
  expect(items[0]?.states).toEqual({ accepted: 1 });
  const seen = JSON.stringify([await server.api("GET", `/v1/messages/${items[0]?.id}`), wecom.received]);
  expect(seen).not.toContain(robotKey);
}, 300_000);

test("one rule reaches members, both other chats and another system, each as the provider wants it signed", async () => {
  const text = "今晚 12 人晚归";
  const ended = await run("tell-all", [
    { id: "app", use: "wecom-app.send", with: { to: "zhangsan", text } },
    { id: "dingtalk", use: "dingtalk.send", with: { to: "值班群", text, mentions: { phones: ["13800001111"] } } },
    { id: "feishu", use: "feishu.send", with: { to: "值班群", title: "晚归", markdown: text } },
    { id: "office", use: "webhook.send", with: { to: "教务系统", type: "late.counted", data: { late: 12 } } },
  ]);
  expect(ended, JSON.stringify(ended.failure)).toMatchObject({ state: "success" });
  expect(wecom.received.at(-1)).toMatchObject({ to: ["zhangsan"], text });
  expect(dingtalk.received).toMatchObject([{ text, mentions: ["13800001111"] }]);
  expect(feishu.received).toMatchObject([{ kind: "interactive", title: "晚归", text }]);
  expect(JSON.parse(office.requests[0]?.body ?? "")).toMatchObject({ type: "late.counted", data: { late: 12 } });
}, 300_000);

test("a refusal with status 200 fails the rule, with the provider's code and what to do about it", async () => {
  await saveAccount("dingtalk/wrong", { group: "别的群", baseUrl: dingtalk.url }, { token: "gone" });
  const ended = await run("tell-nobody", [{ id: "tell", use: "dingtalk.send", with: { to: "别的群", text: "您好" } }]);
  expect(ended.state).toBe("failed");
  expect(ended.failure?.message).toMatch(/300001.*Webhook 地址/s);
}, 300_000);

test("a long message goes in numbered pieces, one after the other, and the ledger knows one message", async () => {
  const before = wecom.received.length;
  const markdown = `# 名单\n\n${"**张三**，数学学院，23:40 进入。\n\n".repeat(200)}`;
  const ended = await run("tell-much", [{ id: "tell", use: "wecom.send", with: { to: "值班群", markdown } }]);
  expect(ended, JSON.stringify(ended.failure)).toMatchObject({ state: "success" });
  const seen = wecom.received.slice(before).map(({ text }) => text);
  expect(seen.length).toBeGreaterThan(1);
  expect(seen.map((text) => text.split("\n")[0])).toEqual(seen.map((_, place) => `(${place + 1}/${seen.length})`));
  expect(seen.map((text) => text.replace(/^.*\n/, "")).join("")).toBe(markdown);
}, 300_000);
