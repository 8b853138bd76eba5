import { writeFile } from "node:fs/promises";
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

const rule = (cron: string, rest = "") => `rule: report
name: 日报
triggers:
  - id: clock
    cron: "${cron}"
    timezone: UTC
  - id: orders
    event: order.paid
${rest}actions:
  - use: noop
    with: { value: 1 }
`;

async function file(content: string): Promise<string> {
  const path = join(own.dataDir, "report.yaml");
  await writeFile(path, content);
  return path;
}

test("a rule, an event and an execution are explained in sentences that a newcomer reads", async () => {
  await own.belfry([
    "rules",
    "apply",
    await file(rule("0 6 * * 1-5", 'condition: trigger.kind != "event" || event.data.amount > 100\n')),
    "--enable",
  ]);
  const sunday = await own.belfry(["explain", "report", "--at", "2030-03-03T06:00:00Z"]);
  expect(sunday).toMatchObject({ code: 0, err: "" });
  expect(sunday.out).toContain("the day of the week is Sunday; the line wants 1-5");
  const monday = await own.belfry(["explain", "report", "--at", "2030-03-04T06:00:00Z", "--trigger", "clock"]);
  expect(monday.out).toMatch(/^report\/clock: With the values of today it will fire at 2030-03-04/);

  const events = JSON.stringify([
    { specversion: "1.0", id: "1", source: "/shop", type: "order.paid", data: { amount: 50 } },
    { specversion: "1.0", id: "2", source: "/shop", type: "order.payed", data: { amount: 500 } },
    { specversion: "1.0", id: "3", source: "/shop", type: "order.paid", data: { amount: 500 } },
  ]);
  await own.belfry(["events", "send", "-"], { stdin: events });
  const small = await own.belfry(["explain", "event", "1"]);
  expect(small.out).toContain("event.data.amount  =  50");
  const other = await own.belfry(["explain", "event", "2"]);
  expect(other.out).toContain("The type differs: it wants order.paid, the event says order.payed.");
  const started = await own.belfry(["explain", "execution", "1"]);
  expect(started.out).toContain("because of the event order.paid (3)");
  if (process.env["BELFRY_SHOW"] === "true")
    for (const { out } of [sunday, monday, small, other, started]) process.stdout.write(`${out}\n`);
  expect((await own.belfry(["explain", "something", "1"])).code).toBe(2);
});

test("an edited rule is replayed, and says how much more and how much less", async () => {
  await own.database.clock.advance(3_600_000);
  const replayed = await own.belfry(["rules", "what-if", await file(rule("0 6 * * *")), "--days", "2"]);
  expect(replayed).toMatchObject({ code: 0, err: "" });
  expect(replayed.out).toMatch(/^It would fire 1 more and 0 fewer; 1 stay the same\./);
  expect(replayed.out).toMatch(/\+ .*orders, event 1 +condition-false +fired/);
  if (process.env["BELFRY_SHOW"] === "true") process.stdout.write(replayed.out);
  expect(
    await own.json(["rules", "what-if", "-", "--rule", "fresh", "--days", "3"], { stdin: rule("0 6 * * *") }),
  ).toMatchObject({
    rule: "fresh",
    more: expect.any(Number) as number,
    fewer: 0,
    same: 0,
  });
});
