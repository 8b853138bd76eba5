import { expect, test } from "vitest";
import { generateNight } from "../../src/school-gate/generate-night.ts";
import { startSchoolGate } from "../../src/school-gate/start-school-gate.ts";
import { get, getList, login } from "./gate-client.ts";
import type { GateFault } from "../../src/school-gate/gate-fault.ts";

const records = generateNight({ buildings: ["4", "5"], date: "2026-02-15", perBuilding: 45 });

test.each<[GateFault, number, unknown]>([
  [{ kind: "missing-total" }, 200, { rows: expect.any(Array) }],
  [{ kind: "missing-rows" }, 200, { total: 45 }],
  [{ kind: "zero-total" }, 200, { total: 0, rows: [] }],
])("the list can be wrong in its fields: %o", async (fault, status, body) => {
  await using gate = await startSchoolGate({ records });
  const sid = await login(gate);
  gate.setFault(fault);
  const answer = await getList(gate, sid);
  expect(answer.status).toBe(status);
  expect(await answer.json()).toEqual(body);
});

test("the list can answer with an error status or with a page that is no JSON", async () => {
  await using gate = await startSchoolGate({ records });
  const sid = await login(gate);
  gate.setFault({ kind: "status", status: 500, times: 1 });
  expect((await getList(gate, sid)).status).toBe(500);
  gate.setFault({ kind: "not-json" });
  const answer = await getList(gate, sid);
  expect(answer.status).toBe(200);
  await expect(answer.json()).rejects.toThrow(SyntaxError);
});

test("a fault of one building and one page leaves all others alone, and goes when it is cleared", async () => {
  await using gate = await startSchoolGate({ records });
  const sid = await login(gate);
  gate.setFault({ kind: "status", status: 502, building: "4", page: 1 });
  const statusOf = async (building: string, offset: string) => (await getList(gate, sid, { building, offset })).status;
  expect([await statusOf("4", "0"), await statusOf("4", "20"), await statusOf("5", "20")]).toEqual([200, 502, 200]);
  gate.clearFaults();
  expect(await statusOf("4", "20")).toBe(200);
});

test("a fault with a number of times is over after so many hits", async () => {
  await using gate = await startSchoolGate({ records });
  const sid = await login(gate);
  gate.setFault({ kind: "status", status: 503, times: 2 });
  const statuses = [];
  for (let attempt = 0; attempt < 3; attempt += 1) statuses.push((await getList(gate, sid)).status);
  expect(statuses).toEqual([503, 503, 200]);
});

test("a session lost in the middle of paging stays lost until the next login", async () => {
  await using gate = await startSchoolGate({ records });
  const sid = await login(gate);
  gate.setFault({ kind: "session-lost", page: 1, times: 1 });
  expect((await getList(gate, sid)).status).toBe(200);
  expect((await getList(gate, sid, { offset: "20" })).headers.get("location")).toContain("/cas/login");
  expect((await getList(gate, sid)).status).toBe(302);
  expect((await getList(gate, await login(gate), { offset: "20" })).status).toBe(200);
});

test("a session can end after a number of list requests", async () => {
  await using gate = await startSchoolGate({ records });
  gate.setFault({ kind: "session-expires-after", requests: 2 });
  const sid = await login(gate);
  const statuses = [];
  for (let request = 0; request < 3; request += 1) statuses.push((await getList(gate, sid)).status);
  expect(statuses).toEqual([200, 200, 302]);
});

test("a redirect to the login page can come back to a page that is no list", async () => {
  await using gate = await startSchoolGate({ records });
  const sid = await login(gate);
  gate.setFault({ kind: "login-redirect", andBack: true, times: 1 });
  const toLogin = (await getList(gate, sid)).headers.get("location") ?? "";
  expect(toLogin).toContain("/cas/login");
  expect((await get(toLogin)).headers.get("location")).toBe(`${gate.url}/index`);
  expect((await getList(gate, sid)).status).toBe(200);
});

test("an answer can be late, and a connection can be cut", async () => {
  await using gate = await startSchoolGate({ records });
  const sid = await login(gate);
  gate.setFault({ kind: "slow", delayMs: 30, times: 1 });
  const began = performance.now();
  expect((await getList(gate, sid)).status).toBe(200);
  expect(performance.now() - began).toBeGreaterThanOrEqual(29);
  gate.setFault({ kind: "connection-reset" });
  await expect(getList(gate, sid)).rejects.toThrow("fetch failed");
});

test("closing does not wait for an answer that is still being delayed", async () => {
  const gate = await startSchoolGate({ records });
  const sid = await login(gate);
  gate.setFault({ kind: "slow", delayMs: 600_000 });
  const hanging = getList(gate, sid).then(
    () => "answered",
    () => "cut",
  );
  await expect.poll(() => gate.requests.length).toBe(5);
  await gate.close();
  expect(await hanging).toBe("cut");
  await gate.close();
});

test("a fault that does not exist is refused", async () => {
  await using gate = await startSchoolGate();
  expect(() => gate.setFault({ kind: "status", status: 200 })).toThrow(/400/);
});
