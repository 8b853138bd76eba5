import { gateBuildings, gateCampusId } from "@belfry/testkit";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { lateStudent } from "../support/late-students.ts";
import { startDormitory, type Dormitory } from "../support/start-dormitory.ts";

let dormitory: Dormitory;

beforeAll(async () => {
  dormitory = await startDormitory();
  await dormitory.database.clock.set("2026-02-15T22:00:00Z");
  for (const building of ["1", "2", "3", "4", "5", "6"]) {
    dormitory.gate.records[building] = [lateStudent("2026-02-15 23:45:10", { userId: `2402100${building}` })];
  }
});
afterAll(() => dormitory?.[Symbol.asyncDispose]());
beforeEach(() => dormitory.gate.clearFaults());

/** Runs the rule for one account with these buildings. */
async function runFor(buildings: readonly string[]) {
  await dormitory.setGroups([{ username: "admin", buildings, recipients: ["dean@campus.example"], subjectPrefix: "" }]);
  const before = (await dormitory.mails()).length;
  const parent = await dormitory.run();
  const [child] = await dormitory.children(parent.id);
  if (child === undefined) throw new Error("There is no child.");
  return { parent, child, mails: (await dormitory.mails()).slice(before) };
}

describe("when every building fails", () => {
  test("there is neither workbook nor mail, and the failure joins the reasons", async () => {
    dormitory.gate.setFault({ kind: "login-redirect" });
    const { parent, child, mails } = await runFor(["1", "2"]);
    expect(child).toMatchObject({
      state: "failed",
      artifacts: [],
      failure: {
        action: "readable",
        code: "ALL_BUILDINGS_FAILED",
        message: "所有楼栋取数失败：楼栋1: 楼栋1登录态失效，接口返回登录页；楼栋2: 楼栋2登录态失效，接口返回登录页",
      },
    });
    expect(mails).toEqual([]);
    expect(parent.state).toBe("failed");
  });

  test("a retry asks the gate again, and when it is back the mail leaves", async () => {
    dormitory.gate.setFault({ kind: "status", status: 502 });
    const { parent, child } = await runFor(["1", "2"]);
    await dormitory.api("POST", `/v1/executions/${child.id}/retry`);
    expect(await dormitory.ended(child.id)).toMatchObject({
      state: "failed",
      redrive: 1,
      failure: { action: "readable" },
    });

    dormitory.gate.clearFaults();
    await dormitory.api("POST", `/v1/executions/${child.id}/retry`);
    const healed = await dormitory.ended(child.id);
    expect(healed).toMatchObject({ state: "success", redrive: 2, failure: null });
    expect((await dormitory.workbook(healed)).rowCount).toBe(3);
    expect(await dormitory.ended(parent.id)).toMatchObject({ state: "success" });
    const logins = healed.actionRuns.filter(({ action }) => action === "login");
    expect(logins).toHaveLength(1);
  });
});

describe("when some buildings fail", () => {
  test("the mail brings the others and names the ones that are missing", async () => {
    dormitory.gate.setFault({ kind: "status", status: 500, building: "1" });
    dormitory.gate.setFault({ kind: "not-json", building: "3" });
    const { parent, child, mails } = await runFor(["1", "2", "3"]);
    expect(parent.state).toBe("success");
    expect(mails).toHaveLength(1);
    expect(mails[0]?.text).toContain(
      [
        "查询楼栋：1, 2, 3",
        "",
        "以下楼栋取数失败，名单中没有它们的记录：",
        "- 楼栋1接口状态异常: 500",
        "- 楼栋3响应不是有效 JSON",
        "",
        "如有问题，请联系管理员。",
      ].join("\n"),
    );
    const sheet = await dormitory.workbook(child);
    expect([sheet.name, sheet.rowCount]).toEqual(["2", 2]);
    expect(sheet.getCell("C2").text).toBe("24021002");
  });

  test("a mail about a whole list has no such note", async () => {
    const { mails } = await runFor(["1", "2"]);
    expect(mails[0]?.text).not.toContain("取数失败");
  });
});

test("each way to fail has its own words", async () => {
  dormitory.gate.records["7"] = [lateStudent("2026-02-15 23:45:10")];
  dormitory.gate.records["6"] = Array.from({ length: 41 }, (_, index) =>
    lateStudent("2026-02-15 23:45:10", { userId: String(24_021_100 + index) }),
  );
  const faults = [
    { kind: "status", status: 503, building: "1" },
    { kind: "login-redirect", building: "2" },
    { kind: "login-redirect", andBack: true, building: "3" },
    { kind: "not-json", building: "4" },
    { kind: "missing-total", building: "5" },
    { kind: "missing-rows", building: "6", page: 2 },
    { kind: "missing-rows", building: "7" },
  ] as const;
  for (const fault of faults) dormitory.gate.setFault(fault);
  const { child } = await runFor(["1", "2", "3", "4", "5", "6", "7", "8"]);
  expect(child.state).toBe("success");
  const failed = child.actionRuns.filter(({ action, state }) => action === "query" && state === "failed");
  expect(failed.map(({ failure }) => failure?.message ?? "").toSorted()).toEqual([
    "楼栋1接口状态异常: 503",
    "楼栋2登录态失效，接口返回登录页",
    "楼栋3登录态失效，接口返回登录页",
    "楼栋4响应不是有效 JSON",
    "楼栋5响应缺少 total 字段",
    "楼栋6第2页响应缺少 rows 字段",
    "楼栋7第0页响应缺少 rows 字段",
  ]);
});

test.each([
  [
    20,
    { "1": 0, "2": 1, "3": 20, "4": 21, "5": 45 },
    ["1: 0", "2: 0", "3: 0", "4: 0", "4: 20", "5: 0", "5: 20", "5: 40"],
  ],
  [30, { "1": 60 }, ["1: 0", "1: 30"]],
  [2, { "1": 5 }, ["1: 0", "1: 2", "1: 4"]],
])("pages of %i are asked for one after another, none twice: %j", async (pageSize, sizes, offsets) => {
  await dormitory.setVariables({ gate: { url: dormitory.gate.url, campusId: gateCampusId, pageSize } });
  for (const [building, size] of Object.entries(sizes)) {
    dormitory.gate.records[building] = Array.from({ length: size }, (_, index) =>
      lateStudent("2026-02-15 23:45:10", { userId: String(24_021_100 + index) }),
    );
  }
  const before = dormitory.gate.requests.length;
  const { child } = await runFor(Object.keys(sizes));
  const codes = new Map(gateBuildings.map(({ buildingId, code }) => [buildingId, code]));
  const asked = dormitory.gate.requests
    .slice(before)
    .filter(({ query }) => query["offset"] !== undefined)
    .map(({ query }) => `${codes.get(query["buildingId"] ?? "")}: ${query["offset"]}`);
  expect(asked).toEqual(offsets);
  const total = Object.values(sizes).reduce((sum, size) => sum + size, 0);
  expect((await dormitory.workbook(child)).rowCount).toBe(total + 1);
});
