import type { ExecutionDetail } from "@belfry/engine";
import { startLoopbackServer } from "@belfry/testkit";
import { afterEach, beforeEach, expect, test } from "vitest";
import { exampleRule, installExample } from "../support/install-example.ts";
import { lateStudent } from "../support/late-students.ts";
import { childrenOf, endedExecution, startSchool, trigger, type School } from "../support/start-school.ts";
import { until } from "../support/until.ts";

let school: School;
const group = { enabled: true, subjectPrefix: "" };
const groups = [
  { ...group, username: "admin", buildings: ["1", "2", "3"], recipients: ["admin@campus.example"] },
  { ...group, username: "lily", buildings: ["6"], recipients: ["lily@campus.example"] },
  { ...group, username: "edu", buildings: ["11"], recipients: ["edu@campus.example"] },
];

beforeEach(async () => {
  school = await startSchool();
  for (const building of ["1", "2", "3", "6", "11"]) {
    school.gate.records[building] = [lateStudent("2026-02-28 23:45:10", { userId: `240210${building}` })];
  }
}, 300_000);
afterEach(() => school[Symbol.asyncDispose]());

/** How often each building was asked for. */
function asked(): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { query } of school.gate.requests) {
    const id = query["buildingId"];
    if (id !== undefined) counts[id] = (counts[id] ?? 0) + 1;
  }
  return counts;
}

/** Each action, and each of its iterations, has ended well exactly once. */
function expectNothingTwice(children: readonly ExecutionDetail[]): void {
  for (const { actionRuns } of children) {
    const done = actionRuns
      .filter(({ state }) => state === "success")
      .map(({ action, iteration }) => `${action}/${iteration}`);
    expect(new Set(done).size).toBe(done.length);
  }
}

const building1 = "7d6716cae1ce1ce062af12d9ddbe7798";
const building2 = "7e994f8176dbd4a52c25794b1c14a1f3";

test("killed while the gate answers slowly, it goes on with that building, and everybody gets one mail", async () => {
  await using first = await school.spawn();
  await installExample(first.api, { gate: school.gate, mail: { port: school.sink.port } });
  await first.api("PATCH", "/v1/variables", { values: { recipientGroups: groups } });
  school.gate.setFault({ kind: "slow", delayMs: 60_000, building: "2", times: 1 });
  const parent = await trigger(first.api);
  await until("the others have their mail, and building 2 is waited for", () =>
    school.sink.mails.length === 2 && asked()[building2] === 1 ? true : undefined,
  );
  await until("the others have ended", async () => {
    const states = (await childrenOf(first.api, parent)).map(({ state }) => state);
    return states.filter((state) => state === "success").length === 2 ? true : undefined;
  });
  await first.kill();

  await using second = await school.spawn();
  expect(await endedExecution(second.api, parent)).toMatchObject({ state: "success", children: { success: 3 } });
  expect(school.sink.mails.flatMap(({ envelope }) => envelope.to).toSorted()).toEqual([
    "admin@campus.example",
    "edu@campus.example",
    "lily@campus.example",
  ]);
  expect([asked()[building1], asked()[building2]]).toEqual([1, 2]);
  const children = await childrenOf(second.api, parent);
  expectNothingTwice(children);
  expect(children[0]?.artifacts).toHaveLength(1);
}, 300_000);

test("killed between workbook and mail, it sends the workbook it wrote, and asks the school nothing again", async () => {
  let isOpen = false;
  let waiting = 0;
  await using barrier = await startLoopbackServer((_request, response) => {
    if (isOpen) response.end("go on");
    else waiting += 1;
  });
  const allow = [new URL(barrier.url).host];
  await using first = await school.spawn({ allow });
  await installExample(first.api, { gate: school.gate, mail: { port: school.sink.port } });
  await first.api("PATCH", "/v1/variables", { values: { recipientGroups: groups } });
  const rule = await exampleRule();
  const mail = rule.actions.findIndex(({ id }) => id === "mail");
  rule.actions.splice(mail, 0, { id: "barrier", use: "http.request", with: { url: barrier.url, response: "none" } });
  await first.api("PUT", `/v1/rules/${rule.rule}`, rule);
  const parent = await trigger(first.api);
  await until("every account has its workbook", () => (waiting === 3 ? true : undefined));
  const workbooks = (await childrenOf(first.api, parent)).map(({ artifacts }) => artifacts);
  await first.kill();
  const requests = school.gate.requests.length;
  expect(school.sink.mails).toHaveLength(0);

  isOpen = true;
  await using second = await school.spawn({ allow });
  expect(await endedExecution(second.api, parent)).toMatchObject({ state: "success", children: { success: 3 } });
  expect(school.sink.mails.flatMap(({ envelope }) => envelope.to).toSorted()).toEqual([
    "admin@campus.example",
    "edu@campus.example",
    "lily@campus.example",
  ]);
  expect(school.gate.requests).toHaveLength(requests);
  const children = await childrenOf(second.api, parent);
  expectNothingTwice(children);
  expect(children.map(({ artifacts }) => artifacts)).toEqual(workbooks);
}, 300_000);
