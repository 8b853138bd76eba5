import { afterAll, beforeAll, expect, test } from "vitest";
import { startDormitory, type Dormitory } from "../support/start-dormitory.ts";

let dormitory: Dormitory;

beforeAll(async () => {
  dormitory = await startDormitory();
  await dormitory.setGroups([
    { username: "admin", buildings: ["1", "4"], recipients: ["dean@campus.example"], subjectPrefix: "" },
  ]);
});
afterAll(() => dormitory?.[Symbol.asyncDispose]());

async function runFor(buildings: readonly string[]) {
  const before = dormitory.gate.requests.length;
  const parent = await dormitory.run({ buildings });
  const [child] = await dormitory.children(parent.id);
  return { child, requests: dormitory.gate.requests.slice(before) };
}

test("a run for some buildings asks only for those that the account may see", async () => {
  const { child, requests } = await runFor(["4", "9"]);
  expect(child?.state).toBe("success");
  const asked = new Set(requests.map(({ query }) => query["buildingId"]).filter((id) => id !== undefined));
  expect([...asked]).toEqual(["96a9f706e3826df71d073fce0eb6fb4a"]);
  expect((await dormitory.mails()).at(-1)?.text).toContain("查询楼栋：4\n");
});

test("when none is left, it fails before the gate is asked, and nothing is mailed", async () => {
  const before = (await dormitory.mails()).length;
  const { child, requests } = await runFor(["9"]);
  expect(child).toMatchObject({
    state: "failed",
    failure: { action: "permitted", code: "NO_BUILDINGS", message: "没有可操作的楼栋权限" },
    artifacts: [],
  });
  expect(requests).toEqual([]);
  expect(await dormitory.mails()).toHaveLength(before);
});
