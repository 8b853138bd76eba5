/** What the engine tells of itself on the command line: connections, limits, failures, alerts, figures. */
import { readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createInstallation, type TestInstallation } from "./run-belfry.ts";

let own: TestInstallation;
beforeAll(async () => {
  own = await createInstallation();
  const started = await own.belfry(["start", "--port", "0"]);
  if (started.code !== 0) throw new Error(started.err);
}, 300_000);
afterAll(() => own[Symbol.asyncDispose]());

const rule = (slug: string, action: string, rest = "") => `rule: ${slug}
name: ${slug}
${rest}actions:
  - id: only
    ${action}
`;
const fails = 'use: fail\n    with: { message: "The ledger is closed." }';

async function apply(slug: string, content: string): Promise<void> {
  const path = join(own.dataDir, `${slug}.yaml`);
  await writeFile(path, content);
  const applied = await run("rules", "apply", path, "--enable");
  if (applied.code !== 0) throw new Error(applied.err);
}

/** Runs a command on a screen that is wide enough for all it says. */
const run = (...args: string[]) => own.belfry(args, { columns: 400 });

/** Looks until what a command prints fits, moving the clock on as the engine's own looks come. */
async function printed(args: readonly string[], fits: RegExp): Promise<string> {
  for (let n = 0; n < 40; n += 1) {
    const { out } = await run(...args);
    if (fits.test(out)) return out;
    await own.database.clock.advance(15_000);
  }
  throw new Error(`${args.join(" ")} never printed ${fits}: ${(await run(...args)).out}`);
}

test("a connection is parked with a reason, listed with what waits for it, and let go again", async () => {
  expect((await run("breakers")).out).toBe("No connection is or was in trouble.\n");
  const opened = await run("breakers", "open", "erp.example.org:443", "--reason", "They move house.");
  expect(opened).toMatchObject({
    code: 0,
    out: "Whatever needs erp.example.org:443 is parked until somebody closes it.\n",
  });
  const list = await run("breakers", "list");
  expect(list.out).toMatch(/^erp\.example\.org:443 .* open .* 0 +when it is closed .*They move house\./m);
  expect(await own.json(["breakers", "close", "erp.example.org:443", "--at-once"])).toMatchObject({ state: "closed" });
  expect((await run("breakers", "open", "erp.example.org:443")).code).toBe(2);
  const soon = ["breakers", "open", "erp.example.org:443", "--reason", "x", "--until", "soon"];
  expect(await run(...soon)).toMatchObject({ code: 2, err: expect.stringContaining("--until") as string });
});

test("a limit of a label and of a connection is set, listed with how full it is, and removed", async () => {
  await run("limits", "set", "label", "db=erp", "--concurrency", "4", "--note", "ten licences");
  await run("limits", "set", "connection", "sms.example.org:443", "--rate", "100/1m");
  const { out } = await run("limits");
  expect(out).toMatch(/^label +db=erp +4 at once +0 run, 0 wait .*ten licences/m);
  expect(out).toMatch(/^connection +sms\.example\.org:443 +100 in 1m/m);
  expect((await run("limits", "set", "connection", "x.example.org:1", "--rate", "often")).code).toBe(2);
  expect((await run("limits", "remove", "label", "db=erp")).code).toBe(0);
  expect((await run("limits", "list")).out).not.toContain("db=erp");
});

test("failures are grouped by their reason, retried as a job, closed with a reason, and told of as an alert", async () => {
  expect((await run("failures")).out).toBe("There are no failures.\n");
  await apply("ledger", rule("ledger", fails));
  for (let n = 0; n < 2; n += 1) await run("rules", "run", "ledger", "--wait");
  const list = await run("failures", "list", "--rule", "ledger");
  expect(list.out).toMatch(/ ledger +2 .*The ledger is closed\./);
  const { items } = await own.json(["failures", "list"]);
  const { group } = (items as { group: string }[])[0]!;
  expect((await run("failures", "show", group)).out.match(/The ledger is closed\./g)).toHaveLength(2);

  const alerts = await printed(["alerts", "list", "--open"], /rule\.failing +ledger .*open .*belfry-alert-rules/);
  expect(alerts).toContain('"failed":2');

  const redriven = await run("failures", "redrive", "--group", group, "--note", "The ledger is open.");
  expect(redriven.out).toMatch(/^Job \d+ retries 2 executions: belfry failures jobs\n$/);
  await printed(["failures", "jobs"], /redrive +done +2\/2 +0 .*The ledger is open\./);
  await printed(["failures", "list"], / ledger +2 /);
  expect((await run("failures", "dismiss", "--group", group)).code).toBe(2);
  await run("failures", "dismiss", "--rule", "ledger", "--reason", "Closed for good.");
  await printed(["failures", "jobs"], /dismiss +done +2\/2/);
  expect((await run("failures")).out).toBe("There are no failures.\n");
  expect((await run("failures", "redrive", "--group", group, "--from", "middle")).code).toBe(2);

  const now = await own.database.clock.now();
  const days = ["statistics", "--rule", "ledger", "--from", dayOf(now, -2), "--to", dayOf(now, 1)];
  await printed(days, /^total +2 +0 +2 /m);
  const told = await run(...days, "--by", "week");
  expect(told.out).toMatch(/Reasons of failure:\n {2}2 × \S+ \(\w+\)/);
  expect(told.out).toMatch(/Busiest rules:\n {2}2 × ledger, 2 failed/);
  expect(await own.json(days)).toMatchObject({
    total: { executions: 2, successRate: 0, states: { failed: 2 } },
  });
  expect(await run("statistics", "--from", "yesterday")).toMatchObject({ code: 2 });
});

test("slots that were due are compared with what became of them day by day, and written to a workbook for nobody else's eyes", async () => {
  await apply("hourly", rule("hourly", "use: noop", 'triggers: [{ cron: "0 * * * *", timezone: UTC }]\n'));
  // Of those that pass at once the latest fires, as the rule says by default.
  await own.database.clock.advance(3 * 3_600_000);
  const workbook = join(own.dataDir, "slots.xlsx");
  const now = await own.database.clock.now();
  const until = ["rules", "reconcile", "hourly", "--time-zone", "UTC", "--from", dayOf(now, -1), "--to", dayOf(now, 0)];
  await printed(until, /1 fired \+ 2 missed/);
  const reconciled = await run(...until, "--excel", workbook);
  expect(reconciled).toMatchObject({ code: 0, err: "" });
  expect(reconciled.out).toMatch(
    /Since its beginning: \d+ due = 1 fired \+ 2 missed \+ \d+ planned: all accounted for/,
  );
  expect(reconciled.out).toContain(`Wrote ${workbook}.`);
  expect((await readFile(workbook)).subarray(0, 2).toString()).toBe("PK");
  expect((await stat(workbook)).mode.toString(8)).toBe("100600");
  expect(await own.json(until)).toMatchObject({ reconciliation: { balanced: true } });
});

function dayOf(at: Date, days: number): string {
  return new Date(at.getTime() + days * 86_400_000).toISOString().slice(0, 10);
}
