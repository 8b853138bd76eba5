import { startTestEngine, tester } from "@belfry/testkit";
import { expect, test } from "vitest";
import { failMany } from "./many-failures.ts";

const send = { id: "send", use: "test.echo" };

test("failures of one cause are one group, whatever numbers, ids and names stand in their messages", async () => {
  await using t = await startTestEngine({ start: false });
  await t.rule({ rule: "mail", actions: [send] });
  const { rows } = await t.database.store.query<{ text: string }>({
    name: "fingerprints",
    text: "select belfry.failure_fingerprint(m) as text from unnest($1::text[]) with ordinality as x (m, i) order by i",
    values: [
      [
        'The order 4711 of "王芳" was refused after 3.5 s.',
        "The order a81f-22 of 'Neil' was refused after 12 s.",
        "Li.Lei@campus.example does not take mail.",
        "第 3 栋「学苑楼」没有应答。",
        "didn't answer, and couldn't be asked",
      ],
    ],
  });
  expect(rows.map(({ text }) => text)).toEqual([
    "The order # of … was refused after # s.",
    "The order # of … was refused after # s.",
    "# does not take mail.",
    "第 # 栋…没有应答。",
    "didn't answer, and couldn't be asked",
  ]);

  await failMany(t, "mail", 3);
  await t.database.clock.advance(60_000);
  await failMany(t, "mail", 2);
  await failMany(t, "mail", 1, { code: "TIMEOUT" });
  const groups = await t.engine.listFailures();
  expect(groups).toMatchObject([
    { rule: "mail", class: "external", code: "TIMEOUT", action: "send", count: 1 },
    { code: "HTTP_STATUS", count: 5, fingerprint: "Order # was refused.", sample: { executionId: 5 } },
  ]);
  const { firstAt, lastAt } = groups[1]!;
  expect(lastAt.getTime() - firstAt.getTime()).toBe(60_000);
  const page = await t.engine.listFailedExecutions(groups[1]!.group, { scope: null, limit: 2 });
  expect(page.map(({ id }) => id)).toEqual([5, 4]);
  const next = await t.engine.listFailedExecutions(groups[1]!.group, { scope: null, limit: 9, before: 4 });
  expect(next.map(({ id }) => id)).toEqual([3, 2, 1]);
});

test("an execution that really fails stands in a group, and leaves it when it is retried", async () => {
  await using t = await startTestEngine();
  const id = await t.run(
    await t.rule({ rule: "real", actions: [{ id: "a", use: "test.fail", with: { retryable: false } }] }),
  );
  await t.reached(id, "failed");
  expect(await t.engine.listFailures({ rule: "real" })).toMatchObject([
    { count: 1, code: "TOLD_TO_FAIL", action: "a" },
  ]);
  expect(await t.engine.listFailures({ rule: "other" })).toEqual([]);
  await t.engine.retryExecution(id, { by: tester, from: "start" });
  await t.until(async () => (await t.engine.listFailures())[0]?.sample.executionId === id + 1);
});

test("whoever is restricted to labels sees, retries and closes the failures of their rules only", async () => {
  await using t = await startTestEngine();
  for (const [rule, team] of [
    ["ours", "甲"],
    ["theirs", "乙"],
  ] as const) {
    await t.rule({ rule, labels: { team }, actions: [send] });
    await failMany(t, rule, 3);
  }
  const scope = { labels: { team: ["甲"] }, inputs: {} };
  expect(await t.engine.listFailures({ scope })).toMatchObject([{ rule: "ours", count: 3 }]);
  const [theirs] = await t.engine.listFailures({ rule: "theirs" });
  await expect(t.engine.listFailedExecutions(theirs!.group, { scope })).rejects.toMatchObject({
    code: "FAILURE_GROUP_NOT_FOUND",
  });
  const all = { from: new Date(0) };
  const job = await t.engine.askForFailures({ work: "dismiss", selection: all, by: tester, scope, note: "over" });
  expect(job.total).toBe(3);
  await t.until(async () => (await t.engine.getFailureJob(job.id, { by: tester, scope })).state === "done");
  expect(await t.engine.listFailures()).toMatchObject([{ rule: "theirs", count: 3 }]);
  const stranger = { by: tester, scope: { labels: { team: ["乙"] }, inputs: {} } };
  await expect(t.engine.getFailureJob(job.id, stranger)).rejects.toMatchObject({ code: "FAILURE_JOB_NOT_FOUND" });
  const none = { work: "dismiss", selection: { rule: "theirs" }, by: tester, scope, note: "" } as const;
  await expect(t.engine.askForFailures(none)).rejects.toMatchObject({ code: "FAILURES_NOT_FOUND" });
});
