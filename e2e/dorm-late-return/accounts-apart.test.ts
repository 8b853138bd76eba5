import { afterAll, beforeAll, expect, test } from "vitest";
import { startDormitory, type Dormitory } from "../support/start-dormitory.ts";

let dormitory: Dormitory;
const group = { subjectPrefix: "" };

beforeAll(async () => {
  dormitory = await startDormitory();
  await dormitory.setGroups([
    { ...group, username: "admin", buildings: ["1"], recipients: ["admin@campus.example"] },
    { ...group, username: "lily", buildings: ["6"], recipients: ["lily@campus.example"] },
    { ...group, username: "edu", buildings: ["11"], recipients: ["edu@campus.example"] },
  ]);
});
afterAll(() => dormitory?.[Symbol.asyncDispose]());

test("one account that fails does not keep the others from their mails; retrying it heals the whole", async () => {
  dormitory.gate.setFault({ kind: "status", status: 500, building: "6" });
  const parent = await dormitory.run();
  const children = await dormitory.children(parent.id);
  expect(children.map(({ state }) => state)).toEqual(["success", "failed", "success"]);
  expect(parent).toMatchObject({
    state: "failed",
    children: { success: 2, failed: 1 },
    failure: { code: "CHILDREN_FAILED", message: "1 of 3 children did not succeed." },
  });
  expect((await dormitory.mails()).flatMap(({ to }) => to).toSorted()).toEqual([
    "admin@campus.example",
    "edu@campus.example",
  ]);

  dormitory.gate.clearFaults();
  const failed = children[1]?.id ?? 0;
  await dormitory.api("POST", `/v1/executions/${failed}/retry`);
  expect(await dormitory.ended(failed)).toMatchObject({ state: "success", redrive: 1, failure: null });
  expect(await dormitory.ended(parent.id)).toMatchObject({ state: "success", children: { success: 3 }, failure: null });
  expect((await dormitory.mails()).map(({ to }) => to)).toHaveLength(3);
  expect((await dormitory.mails()).at(-1)?.to).toEqual(["lily@campus.example"]);
});
