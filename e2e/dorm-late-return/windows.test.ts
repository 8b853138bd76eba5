import { afterAll, beforeAll, expect, test } from "vitest";
import { refusalOf } from "../support/call-api.ts";
import { startDormitory, type Dormitory } from "../support/start-dormitory.ts";

let dormitory: Dormitory;
const group = { username: "admin", buildings: ["4"], recipients: ["dean@campus.example"], subjectPrefix: "" };

beforeAll(async () => {
  dormitory = await startDormitory();
  // Six in the morning of 16 February in Shanghai.
  await dormitory.database.clock.set("2026-02-15T22:00:00Z");
});
afterAll(() => dormitory?.[Symbol.asyncDispose]());

/** The windows that the gate is asked for, one for each account. */
async function windowsOf(inputs: Readonly<Record<string, unknown>>): Promise<string[]> {
  const before = dormitory.gate.requests.length;
  await dormitory.run(inputs);
  const asked = dormitory.gate.requests.slice(before).filter(({ query }) => query["beginTime"] !== undefined);
  return asked.map(({ query }) => `${query["beginTime"]} – ${query["endTime"]}`).toSorted();
}

test("an account's own times come before those of the installation, each on its own", async () => {
  await dormitory.setGroups([
    group,
    { ...group, username: "lily", startTime: "23:00:00", endTime: "05:00:00" },
    { ...group, username: "edu", endTime: "06:00:00" },
  ]);
  expect(await windowsOf({})).toEqual([
    "2026-02-15 23:00:00 – 2026-02-16 05:00:00",
    "2026-02-15 23:20:00 – 2026-02-16 05:30:00",
    "2026-02-15 23:20:00 – 2026-02-16 06:00:00",
  ]);
});

test.each([
  [{ startDate: "2026-02-11", endDate: "2026-02-14" }, "2026-02-11 23:20:00 – 2026-02-14 05:30:00"],
  [{ startDate: "2026-02-11" }, "2026-02-11 23:20:00 – 2026-02-16 05:30:00"],
  [{ endDate: "2026-02-14" }, "2026-02-15 23:20:00 – 2026-02-14 05:30:00"],
  [{ startDate: "", endDate: "" }, "2026-02-15 23:20:00 – 2026-02-16 05:30:00"],
])("a run by hand with %j asks for %s", async (inputs, window) => {
  await dormitory.setGroups([group]);
  expect(await windowsOf(inputs)).toEqual([window]);
});

test.each([
  [{ startDate: 20_260_211 }, "inputs.startDate"],
  [{ buildings: "4" }, "inputs.buildings"],
  [{ buildings: [4] }, "inputs.buildings[0]"],
  // Of a name that the rule does not know, the whole is wrong.
  [{ date: "2026-02-11" }, "inputs"],
])("inputs like %j are refused at %s, and nothing starts", async (inputs, path) => {
  const before = dormitory.gate.requests.length;
  const refusal = await refusalOf(dormitory.trigger(inputs));
  expect(refusal).toMatchObject({ status: 422, code: "INPUT_INVALID" });
  expect(refusal.problems.map((problem) => problem.path)).toEqual([path]);
  expect(refusal.problems[0]?.remedy).not.toBe("");
  expect(dormitory.gate.requests).toHaveLength(before);
});
