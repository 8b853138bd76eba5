import { expect, test } from "vitest";
import { startSchoolGate } from "../../src/school-gate/start-school-gate.ts";
import { get, getList, login, openLoginForm, submitLogin } from "./gate-client.ts";

test("the index page without a session leads to a login form that names where to come back to", async () => {
  await using gate = await startSchoolGate();
  const away = await get(`${gate.url}/index`);
  expect(away.status).toBe(302);
  expect(away.headers.get("location")).toMatch(/\/cas\/login\?service=http%3A.*%2Fda-roadgate-resident%2Findex$/);

  const { html, fields } = await openLoginForm(gate);
  expect([...fields.keys()]).toEqual(["lt", "execution", "_eventId"]);
  for (const name of ["username", "password", "submit"]) expect(html).toContain(`name="${name}"`);
});

test("right credentials lead through a ticket to the session cookie and the page with the known title", async () => {
  await using gate = await startSchoolGate({ username: "somebody", password: "right" });
  const toTicket = await submitLogin(gate, { username: "somebody", password: "right" });
  const ticketUrl = toTicket.headers.get("location") ?? "";
  expect(ticketUrl).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/da-roadgate-resident\/index\?ticket=ST-/);

  const withCookies = await get(ticketUrl);
  const [first] = withCookies.headers.getSetCookie();
  expect(first).toMatch(/^sid=[0-9a-f]{32}; Path=\/da-roadgate-resident/);
  expect(withCookies.headers.get("location")).toBe(`${gate.url}/index`);

  const page = await get(`${gate.url}/index`, { cookie: first?.split(";")[0] ?? "" });
  expect(await page.text()).toContain("<title>公寓出入安全分析系统</title>");
});

test("a ticket is good once", async () => {
  await using gate = await startSchoolGate();
  const ticketUrl = (await submitLogin(gate, gate)).headers.get("location") ?? "";
  await get(ticketUrl);
  const second = await get(ticketUrl);
  expect(second.headers.get("location")).toContain("/cas/login");
  expect(second.headers.getSetCookie()).toEqual([]);
});

test("wrong credentials show the form again with status 200, the error and no cookie", async () => {
  await using gate = await startSchoolGate();
  const answer = await submitLogin(gate, { username: gate.username, password: "wrong" });
  expect(answer.status).toBe(200);
  expect(answer.headers.getSetCookie()).toEqual([]);
  const html = await answer.text();
  expect(html).toContain("用户名或密码错误");
  expect(html).toContain('name="password"');
});

test("a form without its hidden fields is refused, even with right credentials", async () => {
  await using gate = await startSchoolGate();
  const { action } = await openLoginForm(gate);
  const body = new URLSearchParams({ username: gate.username, password: gate.password });
  const answer = await fetch(action, { method: "POST", body, redirect: "manual" });
  expect(await answer.text()).toContain("登录页面已失效");
});

test("the text of a wrong user name cannot become markup", async () => {
  await using gate = await startSchoolGate();
  const answer = await submitLogin(gate, { username: '"><script>', password: "x" });
  expect(await answer.text()).not.toContain("<script>");
});

test("the login page can lose its submit button, keep its title after the login, or never answer", async () => {
  await using gate = await startSchoolGate();
  gate.setFault({ kind: "login-without-submit", times: 1 });
  expect((await openLoginForm(gate)).html).not.toContain('name="submit"');

  gate.setFault({ kind: "login-title-unchanged", times: 1 });
  const unchanged = await submitLogin(gate, gate);
  expect(unchanged.status).toBe(200);
  expect(await unchanged.text()).toContain("<title>统一身份认证平台</title>");

  gate.setFault({ kind: "login-page-hangs", times: 1 });
  const loginUrl = `${new URL(gate.url).origin}/cas/login?service=${encodeURIComponent(`${gate.url}/index`)}`;
  await expect(fetch(loginUrl, { signal: AbortSignal.timeout(50) })).rejects.toThrow(/timeout/);

  expect(await login(gate)).toMatch(/^[0-9a-f]{32}$/);
});

test("ended sessions lead every page back to the login", async () => {
  await using gate = await startSchoolGate();
  const sid = await login(gate);
  gate.endSessions();
  expect((await getList(gate, sid)).headers.get("location")).toContain("/cas/login");
  expect((await get(`${gate.url}/index`, { cookie: `sid=${sid}` })).headers.get("location")).toContain("/cas/login");
  expect(gate.sessions).toEqual([expect.objectContaining({ sid, ended: true })]);
});
