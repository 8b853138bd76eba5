import { readdir, readFile, stat, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createInstallation, type TestInstallation } from "./run-belfry.ts";

let own: TestInstallation;
beforeAll(async () => {
  own = await createInstallation();
});
afterAll(() => own[Symbol.asyncDispose]());

test("before the first start nothing runs, and each command says what to do", async () => {
  // The address that is asked when nothing says another one may be that of a neighbour.
  const env = { BELFRY_URL: "http://127.0.0.1:9" };
  const status = await own.belfry(["status"], { env });
  expect(status).toMatchObject({ code: 3, out: expect.stringContaining("does not answer") as string });
  expect(await own.belfry(["stop"])).toMatchObject({ code: 0, out: "Belfry was not running.\n" });
  const list = await own.belfry(["rules", "list"]);
  expect(list).toMatchObject({ code: 6, err: expect.stringContaining("There is no token in") as string });
  const doctor = await own.belfry(["doctor"], { env });
  expect(doctor.code).toBe(1);
  expect(doctor.out).toMatch(/FAIL {2}server: nobody answers.*\n +Start it: belfry start/);
});

test("start waits until Belfry answers and prints its address and the first login, which stands nowhere else", async () => {
  const started = await own.spawn(["start", "--port", "0"]);
  expect(started).toMatchObject({
    code: 0,
    out: expect.stringMatching(/^Belfry runs at http:\/\/127\.0\.0\.1:\d+ \(process \d+/) as string,
  });
  const password = /First login: admin \/ (\S+)/.exec(started.out)![1]!;
  for (const file of await readdir(own.dataDir)) {
    const path = join(own.dataDir, file);
    if (!(await stat(path)).isFile()) continue;
    expect((await stat(path)).mode & 0o077).toBe(0);
    expect(await readFile(path, "utf8")).not.toContain(password);
  }
  expect(await own.json(["status"])).toMatchObject({
    running: true,
    ready: true,
    version: expect.any(String) as string,
  });
}, 300_000);

test("status tells the nodes, the size of the log and which rule fires next", async () => {
  const rule = {
    rule: "nightly",
    name: "nightly",
    triggers: [{ id: "clock", cron: "5 0 * * *" }],
    actions: [{ use: "noop" }],
  };
  const applied = await own.belfry(["rules", "apply", "-", "--enable"], { stdin: JSON.stringify(rule) });
  expect(applied, applied.err).toMatchObject({ code: 0 });
  // Its times are planned a moment after it was enabled.
  await expect
    .poll(async () => (await own.json(["status"]))["nextFire"] as object | null, { timeout: 240_000 })
    .not.toBeNull();
  const status = await own.json(["status"]);
  expect(status).toMatchObject({
    logBytes: expect.any(Number) as number,
    nodes: [{ state: "active", roles: expect.arrayContaining(["scheduler"]) as string[] }],
    nextFire: { rule: "nightly", at: expect.stringMatching(/^\d{4}-.*T\d\d:05:00/) as string },
  });
  const { out } = await own.belfry(["status"], { columns: 200 });
  expect(out).toMatch(/^log {7}\S+belfry\.log, \d.*\nnodes {5}\S+ active \(.*\nnext {6}\d{4}-.* {2}nightly$/m);
}, 300_000);

test("where a Belfry answers already, another data folder starts nothing there", async () => {
  await using other = await createInstallation();
  const url = (await readFile(join(own.dataDir, "belfry.url"), "utf8")).trim();
  const started = await other.belfry(["start", "--port", new URL(url).port]);
  expect(started).toMatchObject({
    code: 0,
    out: expect.stringContaining(`answers at ${url} already`) as string,
  });
  expect(await readdir(other.dataDir)).not.toContain("belfry.pid");
});

test("the exit code of a process is that of its command", async () => {
  expect((await own.spawn(["rules", "show", "nobody"])).code).toBe(4);
  expect(await own.spawn(["--version"])).toMatchObject({
    code: 0,
    out: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) as string,
  });
});

test("a second start says that it runs already and starts nothing", async () => {
  const pid = await readFile(join(own.dataDir, "belfry.pid"), "utf8");
  expect(await own.belfry(["start"])).toMatchObject({
    code: 0,
    out: expect.stringContaining(`running already at http://`) as string,
  });
  expect(await readFile(join(own.dataDir, "belfry.pid"), "utf8")).toBe(pid);
});

test("a healthy installation passes the doctor", async () => {
  const { ok, checks } = (await own.json(["doctor"])) as { ok: boolean; checks: { name: string; status: string }[] };
  expect(ok).toBe(true);
  const names = [
    "Node",
    "clock",
    "data folder",
    "key file",
    "disk",
    "server",
    "database",
    "migrations",
    "clock of the server",
    "token",
  ];
  expect(checks.map(({ name }) => name)).toEqual(names);
});

test("a restart keeps the address and renews the token", async () => {
  const url = await readFile(join(own.dataDir, "belfry.url"), "utf8");
  const token = await readFile(join(own.dataDir, "cli-token"), "utf8");
  expect((await own.belfry(["restart"])).code).toBe(0);
  expect(await readFile(join(own.dataDir, "belfry.url"), "utf8")).toBe(url);
  expect(await readFile(join(own.dataDir, "cli-token"), "utf8")).not.toBe(token);
  expect((await own.belfry(["rules", "list"])).code).toBe(0);
}, 300_000);

test("after a kill -9 the service counts as gone and starts again", async () => {
  process.kill(Number(await readFile(join(own.dataDir, "belfry.pid"), "utf8")), "SIGKILL");
  await expect.poll(async () => (await own.json(["status"]))["running"] as boolean).toBe(false);
  expect((await own.belfry(["start"])).code).toBe(0);
  expect(await own.belfry(["stop"])).toMatchObject({
    code: 0,
    out: expect.stringMatching(/^Belfry \(process \d+\) has stopped\.\n$/) as string,
  });
  expect((await readdir(own.dataDir)).filter((file) => /pid|url|output/.test(file))).toEqual([]);
}, 300_000);

test("a pid file that names somebody else's process ends nobody", async () => {
  await writeFile(join(own.dataDir, "belfry.pid"), `${process.pid}\n`);
  expect(await own.belfry(["stop"])).toMatchObject({ code: 0, out: "Belfry was not running.\n" });
});

test("a port that is taken is told in the server's own clear line", async () => {
  const other = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => other.once("listening", resolve));
  try {
    const { port } = other.address() as AddressInfo;
    const failed = await own.belfry(["start", "--port", String(port)]);
    expect(failed).toMatchObject({
      code: 1,
      err: expect.stringContaining(
        `Another program listens on this port. Belfry cannot listen on 127.0.0.1:${port}.`,
      ) as string,
    });
    expect(await readdir(own.dataDir)).not.toContain("belfry.pid");
  } finally {
    other.close();
  }
}, 300_000);

test("in the foreground it writes to the terminal, and a signal to the command ends the server", async () => {
  const { child, ended } = own.begin(["start", "--foreground", "--port", "0"]);
  let out = "";
  child.stdout.on("data", (chunk: Buffer) => (out += chunk.toString("utf8")));
  await expect.poll(() => out, { timeout: 240_000 }).toMatch(/^Belfry listens on http:\/\/127\.0\.0\.1:\d+$/m);
  await expect.poll(async () => (await own.json(["status"]))["ready"] as boolean, { timeout: 240_000 }).toBe(true);
  child.kill("SIGTERM");
  expect((await ended).code).toBe(0);
  expect((await readdir(own.dataDir)).filter((file) => /pid|url/.test(file))).toEqual([]);
}, 300_000);
