import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { startDormitory, type Dormitory } from "../support/start-dormitory.ts";

let dormitory: Dormitory;

beforeAll(async () => {
  dormitory = await startDormitory();
  await dormitory.setGroups([
    { username: "admin", buildings: ["1"], recipients: ["dean@campus.example"], subjectPrefix: "" },
  ]);
  // The shipped waits of 10 s and 5 s, shortened; everything else stays.
  await dormitory.changeRule((rule) => {
    const login = rule.actions.find(({ id }) => id === "login")?.with["session"] as { login: Record<string, unknown> };
    Object.assign(login.login, { stepTimeout: "300ms", delay: "20ms" });
  });
});
afterAll(() => dormitory?.[Symbol.asyncDispose]());
beforeEach(async () => {
  dormitory.gate.clearFaults();
  await dormitory.api("PUT", "/v1/secrets/gateUser", { value: dormitory.gate.username });
  await dormitory.api("PUT", "/v1/secrets/gatePassword", { value: dormitory.gate.password });
});

/** Runs the rule, which must fail in its login: then no building is asked for and nothing is mailed. */
async function failedLogin() {
  const before = dormitory.gate.requests.length;
  const parent = await dormitory.run();
  const [child] = await dormitory.children(parent.id);
  const requests = dormitory.gate.requests.slice(before);
  expect([parent.state, child?.state]).toEqual(["failed", "failed"]);
  expect(requests.filter(({ path }) => path.endsWith("get_inout_list_paged_json"))).toEqual([]);
  expect(child?.artifacts).toEqual([]);
  expect(await dormitory.mails()).toEqual([]);
  const forms = requests.filter(({ method, path }) => method === "POST" && path === "/cas/login").length;
  const pages = requests.filter(({ method, path }) => method === "GET" && path === "/cas/login").length;
  return { failure: child?.failure, pages, forms };
}

test("a login page that never comes is tried three times", async () => {
  dormitory.gate.setFault({ kind: "login-page-hangs" });
  const { failure, pages, forms } = await failedLogin();
  expect(failure).toMatchObject({ class: "timeout", action: "login", message: "页面加载超时，已达最大重试次数" });
  expect([pages, forms]).toEqual([3, 0]);
});

test("a title that does not change after the form was sent is tried three times", async () => {
  dormitory.gate.setFault({ kind: "login-title-unchanged" });
  const { failure, pages, forms } = await failedLogin();
  expect(failure).toMatchObject({
    class: "external",
    action: "login",
    message: "登录后页面加载超时，已达最大重试次数",
  });
  expect([pages, forms]).toEqual([3, 3]);
});

test("a page without its button is not tried again", async () => {
  dormitory.gate.setFault({ kind: "login-without-submit" });
  const { failure, pages, forms } = await failedLogin();
  expect(failure).toMatchObject({ action: "login", message: "无法找到登录按钮，请检查页面的 HTML 结构" });
  expect([pages, forms]).toEqual([1, 0]);
});

test("a wrong password is not tried again, so that the account is not locked", async () => {
  await dormitory.api("PUT", "/v1/secrets/gatePassword", { value: "not-the-password" });
  const { failure, forms } = await failedLogin();
  expect(failure).toMatchObject({ class: "config", action: "login", message: "登录异常: 用户名或密码错误" });
  expect(forms).toBe(1);
});

// The vault takes no empty text; somebody who clears a field of a form leaves a blank.
test.each(["gateUser", "gatePassword"])("with a blank %s nobody is asked", async (name) => {
  await dormitory.api("PUT", `/v1/secrets/${name}`, { value: " " });
  const { failure, pages } = await failedLogin();
  expect(failure).toMatchObject({
    class: "config",
    action: "login",
    message: "公寓系统用户信息为空，请在管理页面检查配置",
  });
  expect(pages).toBe(0);
});

test("a password that is not in the vault is named, and nobody is asked", async () => {
  await dormitory.api("DELETE", "/v1/secrets/gatePassword?force=true");
  const { failure, pages } = await failedLogin();
  expect(failure).toMatchObject({ class: "config", code: "SECRET_NOT_FOUND", action: "login", retryable: false });
  expect(failure?.message).toContain("gatePassword");
  expect(pages).toBe(0);
});

test("a login that fails twice and then works leaves no trace but in the log", async () => {
  dormitory.gate.setFault({ kind: "login-title-unchanged", times: 2 });
  const parent = await dormitory.run();
  expect(parent.state).toBe("success");
  const [child] = await dormitory.children(parent.id);
  const { items } = await dormitory.api<{ items: { level: string; message: string }[] }>(
    "GET",
    `/v1/executions/${child?.id}/logs`,
  );
  expect(items.filter(({ level }) => level === "warn")).toHaveLength(2);
});
