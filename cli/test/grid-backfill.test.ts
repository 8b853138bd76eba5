/** Cells of past days, and by when those of today are complete, on the command line. */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createInstallation, type TestInstallation } from "./run-belfry.ts";

let own: TestInstallation;
const run = (...args: string[]) => own.belfry(args, { columns: 400 });

async function file(name: string, content: string): Promise<string> {
  const path = join(own.dataDir, name);
  await writeFile(path, content);
  return path;
}

const grid = `grid: past
name: 店铺数据
dimensions:
  - { dimension: platform, name: 平台 }
  - { dimension: shop, name: 店铺 }
taskTypes:
  - { task: chat, name: 聊天, worker: external, concurrency: { limit: 2, per: platform } }
`;

beforeAll(async () => {
  own = await createInstallation();
  const started = await own.belfry(["start", "--port", "0"]);
  if (started.code !== 0) throw new Error(started.err);
  await run("grid", "apply", await file("grid.yaml", grid));
  const members = "- member: { platform: pdd, shop: 甲 }\n- member: { platform: tm, shop: 乙 }\n";
  await run("grid", "members-apply", "past", await file("members.yaml", members));
}, 300_000);
afterAll(() => own[Symbol.asyncDispose]());

const backfill = (...args: string[]) => run("grid", "backfill", "past", ...args);

test("a preview says what it would do, and nothing is begun", async () => {
  const plan = await backfill("--from", "2025-09-01", "--until", "2025-09-10", "--only", "platform=pdd", "--preview");
  expect(plan).toMatchObject({ code: 0 });
  expect(plan.out).toMatch(/^10 cells to make, 0 stay as they are; how long that takes is not known yet\.$/m);
  expect(plan.out).toMatch(/^ {2}chat {2}10 {2}\(10 periods, 2025-09-01 to 2025-09-10\)$/m);
  expect(plan.out).toMatch(/^ {2}chat {2}platform pdd: 10 cells, 2 at once$/m);
  expect((await backfill()).out).toBe("There are no backfills.\n");
});

test("one is begun, shown, paused, resumed and given up", async () => {
  const begun = await backfill("--from", "2025-09-01", "--until", "2025-09-10");
  expect(begun).toMatchObject({ code: 0 });
  const [, id = ""] =
    /^(\d+) {2}running {2}2025-09-01 to 2025-09-10 \(missing\) {2}0 of 20, 0 %/m.exec(begun.out) ?? [];
  expect(id).not.toBe("");
  expect((await backfill("--pause", id)).out).toMatch(new RegExp(`^${id}  paused`));
  expect((await backfill("--resume", id)).out).toMatch(new RegExp(`^${id}  running`));
  expect((await backfill("--show", id)).out).toMatch(new RegExp(`^${id}  running`));
  expect((await backfill("--cancel", id)).out).toMatch(new RegExp(`^${id}  cancelled`));
  expect((await backfill()).out).toMatch(new RegExp(`^${id}  cancelled`));
  expect((await backfill("--resume", id)).code).not.toBe(0);
});

test("what cannot be understood is refused", async () => {
  expect((await backfill("--from", "soon")).code).toBe(2);
  expect((await backfill("--from", "2025-09-01", "--mode", "some")).code).toBe(2);
  expect((await backfill("--from", "2025-09-01", "--only", "pdd")).code).toBe(2);
  expect((await backfill("--from", "2025-09-02", "--until", "2025-09-01")).code).toBe(5);
});

test("what has a deadline is shown, and where nothing has one that is said", async () => {
  expect((await run("grid", "freshness")).out).toMatch(/^No task type has a deadline in these days\./);
  expect((await run("grid", "freshness", "past", "--days", "3")).code).toBe(0);
  expect((await run("grid", "freshness", "--days", "x")).code).toBe(2);
  expect((await run("grid", "freshness", "nope")).code).toBe(4);
});
