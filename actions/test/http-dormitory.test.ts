/** The late-return query against the simulated gate system: the fetch and login cases DF-001…014 and DP-003…006. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { isActionFailure, type ActionFailure } from "@belfry/plugin-kit";
import {
  createTestActionContext,
  gateBuildings,
  gateCampusId,
  startSchoolGate,
  type GateFault,
  type GateRecord,
  type SchoolGate,
  type TestActionContext,
} from "@belfry/testkit";
import { httpPaginate } from "../src/http/http-paginate.ts";
import { httpRequest } from "../src/http/http-request.ts";

let gate: SchoolGate;
beforeAll(async () => {
  gate = await startSchoolGate();
});
afterAll(() => gate.close());
beforeEach(() => {
  gate.clearFaults();
  gate.endSessions();
});

/** The session of the shipped rule, its waits shortened. */
function session({ from = gate, stepTimeout = "5s" } = {}) {
  return {
    key: "gate",
    login: {
      page: `${from.url}/index`,
      form: { username: { $secret: "gateUser" }, password: { $secret: "gatePassword" } },
      submit: "submit",
      success: { titleContains: "公寓出入安全分析系统" },
      refused: { bodyContains: "用户名或密码错误" },
      attempts: 3,
      delay: "0s",
      stepTimeout,
      messages: {
        emptyField: "公寓系统用户信息为空，请在管理页面检查配置",
        pageTimeout: "页面加载超时，已达最大重试次数",
        notConfirmed: "登录后页面加载超时，已达最大重试次数",
        noButton: "无法找到登录按钮，请检查页面的 HTML 结构",
        refused: "登录异常: 用户名或密码错误",
        failed: "登录异常: {{ error }}",
      },
    },
    expired: { redirectTo: "/cas/login" },
  };
}

/** The query of the shipped rule for one building. */
function query(building: string, { size = 20, from = gate } = {}) {
  const { buildingId, buildingGroupId } = gateBuildings.find(({ code }) => code === building)!;
  const empty =
    "studentTypeSearch schoolInstituteNameSearch schoolMajorNameSearch schoolClassNameSearch gradeSearch studentType schoolInstituteName grade schoolClassName keyWords passDirection";
  return {
    url: `${from.url}/inout/inout_record/get_inout_list_paged_json`,
    query: {
      ...Object.fromEntries(empty.split(" ").map((name) => [name, ""])),
      campusId: gateCampusId,
      buildingGroupId,
      buildingId,
      beginTime: "2026-02-15 23:20:00",
      endTime: "2026-02-16 05:30:00",
    },
    headers: { Referer: `${from.url}/index`, "X-Requested-With": "XMLHttpRequest" },
    session: session({ from }),
    paging: { kind: "offset", size, total: "total", rows: "rows" },
    add: { building },
    messages: {
      status: "楼栋{{ each }}接口状态异常: {{ response.status }}",
      expired: "楼栋{{ each }}登录态失效，接口返回登录页",
      json: "楼栋{{ each }}响应不是有效 JSON",
      totalMissing: "楼栋{{ each }}响应缺少 {{ field }} 字段",
      rowsMissing: "楼栋{{ each }}第{{ page }}页响应缺少 {{ field }} 字段",
    },
  };
}

async function startContext(options: { password?: string; username?: string } = {}): Promise<TestActionContext> {
  return createTestActionContext({
    secrets: { gateUser: options.username ?? gate.username, gatePassword: options.password ?? gate.password },
    names: { each: "4" },
  });
}

async function failureOf(work: Promise<unknown>): Promise<ActionFailure> {
  const outcome: unknown = await work.catch((error: unknown) => error);
  return isActionFailure(outcome) ? outcome : expect.unreachable("there was no failure");
}

function records(count: number): GateRecord[] {
  return Array.from({ length: count }, (_, index) => ({
    userId: `2025${index}`,
    userName: "学生",
    roomName: "101",
    passTimeText: "2026-02-15 23:30:00",
    schoolInstituteName: "理学院",
    grade: "2025",
    studentType: "本科生",
  }));
}

/** What a test asked of the list, in its order. */
function offsetsSince(before: number): number[] {
  return gate.requests
    .slice(before)
    .filter(({ path }) => path.endsWith("paged_json"))
    .map((request) => Number(request.query["offset"]));
}

/** Opens the page behind the login. */
function logIn(action: TestActionContext, stepTimeout = "5s"): Promise<unknown> {
  return action.run(httpRequest, { url: `${gate.url}/index`, session: session({ stepTimeout }) });
}

/** How often the login form was opened since a request. */
function formsOpened(before: number): number {
  return gate.requests.slice(before).filter(({ method, path }) => method === "GET" && path === "/cas/login").length;
}

describe("paging through the list", () => {
  test.each([
    ["DF-001", 0, 20, [0]],
    ["DF-002", 1, 20, [0]],
    ["DF-003", 20, 20, [0]],
    ["DF-004", 21, 20, [0, 20]],
    ["DF-005", 45, 20, [0, 20, 40]],
    ["DF-006", 60, 30, [0, 30]],
    ["DF-007", 5, 2, [0, 2, 4]],
  ])("%s: %i records by %i are asked for at %j, page 0 once", async (_case, total, size, offsets) => {
    gate.records["4"] = records(total);
    await using action = await startContext();
    const before = gate.requests.length;
    const output = await action.run(httpPaginate, query("4", { size }));
    expect(output).toMatchObject({ total, pages: offsets.length, requests: offsets.length, rows: { rows: total } });
    expect(offsetsSince(before)).toEqual(offsets);
    expect(gate.requests.flatMap(({ problems }) => problems)).toEqual([]);
    const rows = await action.rowsOf((output as { rows: [] }).rows);
    expect(rows.map((row) => row["userId"])).toEqual(records(total).map(({ userId }) => userId));
    expect(rows.every((row) => row["building"] === "4")).toBe(true);
  });

  test("reads everything from a gate that gives less at once than it is asked for", async () => {
    await using small = await startSchoolGate({ pageLimit: 7, records: { "4": records(20) } });
    await using action = await startContext();
    expect(await action.run(httpPaginate, query("4", { from: small }))).toMatchObject({ pages: 3, rows: { rows: 20 } });
  });
});

describe("an answer of the list", () => {
  test.each<[string, GateFault[], string]>([
    ["DF-008", [{ kind: "status", status: 500 }], "楼栋4接口状态异常: 500"],
    ["DF-009", [{ kind: "login-redirect" }], "楼栋4登录态失效，接口返回登录页"],
    ["DF-010", [{ kind: "login-redirect", andBack: true }], "楼栋4登录态失效，接口返回登录页"],
    ["DF-011", [{ kind: "not-json" }], "楼栋4响应不是有效 JSON"],
    ["DF-012", [{ kind: "missing-total" }], "楼栋4响应缺少 total 字段"],
    ["DF-013", [{ kind: "missing-rows" }], "楼栋4第0页响应缺少 rows 字段"],
    ["on a later page", [{ kind: "missing-rows", page: 2 }], "楼栋4第2页响应缺少 rows 字段"],
  ])("%s: %j becomes the sentence of the rule", async (_case, faults, message) => {
    gate.records["4"] = records(45);
    for (const fault of faults) gate.setFault(fault);
    await using action = await startContext();
    const failure = await failureOf(action.run(httpPaginate, query("4")));
    expect(failure.message).toBe(message);
    expect(failure).toMatchObject({ failureClass: "external", retryable: true });
  });

  test("DF-014: a total of zero is a valid empty answer", async () => {
    gate.setFault({ kind: "zero-total" });
    await using action = await startContext();
    expect(await action.run(httpPaginate, query("4"))).toMatchObject({ total: 0, pages: 1, rows: { rows: 0 } });
  });

  test("leaves no half dataset behind when a later page fails", async () => {
    gate.records["4"] = records(45);
    gate.setFault({ kind: "connection-reset", page: 1 });
    await using action = await startContext();
    const failure = await failureOf(action.run(httpPaginate, query("4")));
    expect(failure).toMatchObject({ code: "HTTP_CONNECTION_LOST", retryable: true });
  });
});

describe("the session of the gate", () => {
  test("is opened once for all buildings of an execution, also at the same time", async () => {
    gate.records["4"] = records(45);
    gate.records["5"] = records(3);
    await using action = await startContext();
    const before = gate.sessions.length;
    await Promise.all(["4", "5", "6"].map((building) => action.run(httpPaginate, query(building))));
    await action.run(httpPaginate, query("7"));
    expect(gate.sessions).toHaveLength(before + 1);
  });

  test("belongs to one execution", async () => {
    const before = gate.sessions.length;
    await using one = await startContext();
    await using other = await startContext();
    await one.run(httpPaginate, query("4"));
    await other.run(httpPaginate, query("4"));
    expect(gate.sessions).toHaveLength(before + 2);
  });

  test("is renewed once when it ends in the middle of paging, and the page is asked for again", async () => {
    gate.records["4"] = records(45);
    gate.setFault({ kind: "session-lost", page: 1, times: 1 });
    await using action = await startContext();
    const before = gate.requests.length;
    const sessions = gate.sessions.length;
    expect(await action.run(httpPaginate, query("4"))).toMatchObject({
      total: 45,
      pages: 3,
      requests: 4,
      rows: { rows: 45 },
    });
    expect(offsetsSince(before)).toEqual([0, 20, 20, 40]);
    expect(gate.sessions).toHaveLength(sessions + 2);
  });

  test("is given up when it ends again at once", async () => {
    gate.records["4"] = records(45);
    gate.setFault({ kind: "session-lost", page: 1 });
    await using action = await startContext();
    const before = gate.requests.length;
    const sessions = gate.sessions.length;
    const failure = await failureOf(action.run(httpPaginate, query("4")));
    expect(failure.message).toBe("楼栋4登录态失效，接口返回登录页");
    expect(failure.code).toBe("SESSION_EXPIRED");
    expect(offsetsSince(before)).toEqual([0, 20, 20]);
    expect(gate.sessions).toHaveLength(sessions + 2);
  });

  test("is shared by http.request and http.paginate", async () => {
    await using action = await startContext();
    const before = gate.sessions.length;
    const page = await action.run(httpRequest, { url: `${gate.url}/index`, session: session() });
    expect(page).toMatchObject({ status: 200, text: expect.stringContaining("公寓出入安全分析系统") as string });
    await action.run(httpPaginate, query("4"));
    expect(gate.sessions).toHaveLength(before + 1);
  });
});

describe("the login", () => {
  test.each([{ username: "" }, { password: "" }])("DP-003: %j asks nobody", async (account) => {
    await using action = await startContext(account);
    const before = gate.requests.length;
    const failure = await failureOf(logIn(action));
    expect(failure.message).toBe("公寓系统用户信息为空，请在管理页面检查配置");
    expect(failure).toMatchObject({ failureClass: "config", retryable: false });
    expect(gate.requests).toHaveLength(before);
  });

  test("DP-004: a page that does not load is tried three times", async () => {
    gate.setFault({ kind: "login-page-hangs" });
    await using action = await startContext();
    const failure = await failureOf(logIn(action, "50ms"));
    expect(failure.message).toBe("页面加载超时，已达最大重试次数");
    expect(failure).toMatchObject({ failureClass: "timeout", details: { attempts: 3 } });
    expect(action.logs.filter(({ message }) => message.startsWith("The login page did not load"))).toHaveLength(3);
  });

  test("DP-005: a title that does not change is tried three times", async () => {
    gate.setFault({ kind: "login-title-unchanged" });
    await using action = await startContext();
    const before = gate.requests.length;
    const failure = await failureOf(logIn(action));
    expect(failure.message).toBe("登录后页面加载超时，已达最大重试次数");
    expect(formsOpened(before)).toBe(3);
  });

  test("DP-006: a page without the button is not tried again", async () => {
    gate.setFault({ kind: "login-without-submit" });
    await using action = await startContext();
    const before = gate.requests.length;
    const failure = await failureOf(logIn(action));
    expect(failure.message).toBe("无法找到登录按钮，请检查页面的 HTML 结构");
    expect(failure).toMatchObject({ code: "LOGIN_NO_BUTTON", retryable: false, details: { attempts: 1 } });
    expect(formsOpened(before)).toBe(1);
  });

  test("a wrong password is not tried again, so that the account is not locked", async () => {
    await using action = await startContext({ password: "wrong" });
    const before = gate.requests.length;
    const failure = await failureOf(logIn(action));
    expect(failure.message).toBe("登录异常: 用户名或密码错误");
    expect(failure).toMatchObject({ failureClass: "config", retryable: false });
    expect(formsOpened(before)).toBe(1);
    expect(JSON.stringify([action.logs, failure.details])).not.toContain("wrong");
  });

  test("succeeds at the third try", async () => {
    gate.setFault({ kind: "login-title-unchanged", times: 2 });
    await using action = await startContext();
    expect(await logIn(action)).toMatchObject({ status: 200 });
    expect(action.logs.map(({ level }) => level)).toEqual(["warn", "warn", "info"]);
  });
});
