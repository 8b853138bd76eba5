/** From a rule to the groups: the whole way of a chat message, with providers that answer as the real ones do. */
import { startWecomFake, type WecomFake } from "@belfry/testkit";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { SpawnedServer } from "../support/spawn-server.ts";
import { endedExecution, startSchool, type School } from "../support/start-school.ts";

const robotKey = "693a91f6-7xxx-4bc4-97a0-0ec2sifa5aaa";

let school: School;
let server: SpawnedServer;
let wecom: WecomFake;

beforeAll(async () => {
  wecom = await startWecomFake({ robots: [{ key: robotKey, group: "值班群" }] });
  school = await startSchool();
  server = await school.spawn({ allow: [new URL(wecom.url).host] });
  await server.api("PUT", "/v1/secrets/DUTY_ROBOT", { value: robotKey });
  await server.api("PUT", "/v1/accounts/wecom/duty", {
    config: { group: "值班群", key: { $secret: "DUTY_ROBOT" }, baseUrl: wecom.url },
  });
}, 60_000);
afterAll(async () => {
  await school?.[Symbol.asyncDispose]();
  await wecom?.[Symbol.asyncDispose]();
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
}, 60_000);
