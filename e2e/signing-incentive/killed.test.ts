/** The process is killed while the jobs of the example are at work: afterwards nobody has been told twice. */
import { startLoopbackServer } from "@belfry/testkit";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { ExecutionDetail } from "@belfry/engine";
import type { CallApi } from "../support/call-api.ts";
import { installServiceJobs, startOffice, type Office } from "../support/service-office.ts";
import { endedExecution, startSchool, type School } from "../support/start-school.ts";
import { until } from "../support/until.ts";
import { change, lateOrder } from "./rows.ts";

let school: School;
let office: Office;
beforeEach(async () => {
  school = await startSchool();
  await school.database.clock.set("2026-03-31T11:00:00+08:00");
  office = await startOffice({ providers: { 服务商A: "A群", 服务商B: "B群" }, defaultGroup: "运营群" });
}, 300_000);
afterEach(async () => {
  await school[Symbol.asyncDispose]();
  await office[Symbol.asyncDispose]();
});

async function start(api: CallApi, rule: string): Promise<number> {
  return (await api<{ executionId: number }>("POST", `/v1/rules/${rule}/trigger`, {})).executionId;
}

const told = () => office.posts.map(({ group, text }) => `${group} ${text}`);

test("killed while WeCom has a message and has not answered, it sends that one never again, and the others once", async () => {
  office.answer("sla", [lateOrder("GD1", "服务商A"), lateOrder("GD2", "服务商B"), lateOrder("GD3", "别家")]);
  await using first = await school.spawn({ allow: office.hosts });
  await installServiceJobs(first.api, office);
  office.wecom.chaos.set({ kind: "slow", times: 1 });
  const id = await start(first.api, "sla-report");
  await until("the groups see all three", () => (office.wecom.received.length === 3 ? true : undefined));
  await until("two of them are settled", async () => {
    const { items } = await first.api<{ items: { states: Record<string, number> }[] }>("GET", "/v1/messages");
    return items.filter(({ states }) => states["accepted"] === 1).length === 2 ? true : undefined;
  });
  await first.kill();

  await using second = await school.spawn({ allow: office.hosts });
  const { state, failure } = await endedExecution(second.api, id);
  // Nobody knows whether WeCom took it: it is said, and not sent again.
  expect([state, failure?.code]).toEqual(["failed", "DELIVERY_UNKNOWN"]);
  expect(new Set(told()).size).toBe(3);
  expect(told()).toHaveLength(3);
  // The next run of the day does not send it either.
  const again = await endedExecution(second.api, await start(second.api, "sla-report"));
  expect(again.state).toBe("success");
  expect(told()).toHaveLength(3);
}, 300_000);

test("killed between telling a change and noting it, it goes on behind what was told", async () => {
  let isOpen = false;
  let waiting = 0;
  await using barrier = await startLoopbackServer((_request, response) => {
    waiting += 1;
    if (isOpen) response.end("go on");
  });
  office.answer("technicianStatus", [change("1", "服务商A", ["上线"]), change("2", "服务商B", ["下线"])]);
  const allow = [...office.hosts, new URL(barrier.url).host];
  await using first = await school.spawn({ allow });
  await installServiceJobs(first.api, office);
  const { definition } = await first.api<{
    definition: { rule: string; actions: { id: string; do?: object[] }[] };
  }>("GET", "/v1/rules/technician-status");
  const block = definition.actions.find(({ id }) => id === "each_change");
  block?.do?.splice(1, 0, { id: "barrier", use: "http.request", with: { url: barrier.url, response: "none" } });
  await first.api("PUT", "/v1/rules/technician-status", definition);
  const id = await start(first.api, "technician-status");
  await until("the first change was told", () => (office.posts.length === 2 && waiting === 1 ? true : undefined));
  await first.kill();

  isOpen = true;
  await using second = await school.spawn({ allow });
  expect(await endedExecution(second.api, id)).toMatchObject({ state: "success" } satisfies Partial<ExecutionDetail>);
  // The next poll gets the same from Metabase.
  await endedExecution(second.api, await start(second.api, "technician-status"));
  await until("everything was sent", () => (office.posts.length >= 4 ? true : undefined));
  expect(new Set(told()).size).toBe(4);
  expect(told()).toHaveLength(4);
}, 300_000);
