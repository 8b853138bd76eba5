import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { expect, test } from "vitest";
import { z } from "zod";
import { startSchoolGate } from "../../src/school-gate/start-school-gate.ts";
import { get, getList, listOf, login } from "./gate-client.ts";
import type { SchoolGate } from "../../src/school-gate/start-school-gate.ts";

const ReadyLine = z.strictObject({ url: z.url(), username: z.string(), password: z.string() });

function command(gate: SchoolGate, body: unknown): Promise<Response> {
  return fetch(new URL("/__control", gate.url), { method: "POST", body: JSON.stringify(body) });
}

test("another process switches faults on and off and ends sessions over HTTP", async () => {
  await using gate = await startSchoolGate();
  const sid = await login(gate);
  const fault = { kind: "status", status: 500, building: "4" };
  expect(await (await command(gate, { do: "set-fault", fault })).json()).toMatchObject({ faults: [fault] });
  expect((await getList(gate, sid)).status).toBe(500);
  await command(gate, { do: "clear-faults" });
  expect((await getList(gate, sid)).status).toBe(200);
  await command(gate, { do: "end-sessions" });
  expect((await getList(gate, sid)).status).toBe(302);
});

test("another process reads the log, which the control route itself does not enter", async () => {
  await using gate = await startSchoolGate();
  await get(`${gate.url}/index`);
  const view = await (await fetch(new URL("/__control", gate.url))).json();
  expect(view).toHaveProperty("requests", [
    expect.objectContaining({ method: "GET", path: "/da-roadgate-resident/index", status: 302 }),
  ]);
  await command(gate, { do: "forget-requests" });
  expect(gate.requests).toEqual([]);
});

test("a command that is none is refused and changes nothing", async () => {
  await using gate = await startSchoolGate();
  expect((await command(gate, { do: "set-fault", fault: { kind: "fire" } })).status).toBe(400);
  expect(await (await fetch(new URL("/__control", gate.url))).json()).toMatchObject({ faults: [] });
});

test("as a process of its own it prints where it is, has records for any night, and ends on SIGTERM", async () => {
  const main = new URL("../../src/school-gate/main.ts", import.meta.url).pathname;
  const child = spawn(process.execPath, [main, "--password", "from outside"], { stdio: ["ignore", "pipe", "inherit"] });
  const [line]: unknown[] = await once(createInterface(child.stdout), "line");
  const gate = ReadyLine.parse(JSON.parse(String(line)));
  expect(gate).toMatchObject({
    url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/da-roadgate-resident$/),
    password: "from outside",
  });
  const { total } = await listOf(getList(gate, await login(gate), { building: "15" }));
  expect(total).toBeGreaterThan(0);
  child.kill("SIGTERM");
  expect(await once(child, "exit")).toEqual([0, null]);
});
