/** What people do with cells on the command line: try again, leave out, say that they are done. */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createInstallation, type TestInstallation } from "./run-belfry.ts";

const grid = `grid: shop-data
name: 店铺数据
dimensions:
  - { dimension: platform, name: 平台 }
  - { dimension: shop, name: 店铺 }
taskTypes:
  - { task: badscore, name: 差评数据采集, worker: external, period: -1 }
  - { task: chat, name: 聊天数据采集, worker: external, period: -1 }
`;
const members = `- member: { platform: pdd, shop: 店铺1 }
- member: { platform: pdd, shop: 店铺2 }
- member: { platform: tm, shop: 店铺3 }
`;

let own: TestInstallation;
const run = (...args: string[]) => own.belfry(args, { columns: 400 });

async function file(name: string, content: string): Promise<string> {
  const path = join(own.dataDir, name);
  await writeFile(path, content);
  return path;
}

beforeAll(async () => {
  own = await createInstallation();
  for (const args of [
    ["start", "--port", "0"],
    ["grid", "apply", await file("grid.yaml", grid)],
    ["grid", "members-apply", "shop-data", await file("members.yaml", members)],
    ["grid", "generate", "--date", "2025-10-03"],
  ]) {
    const told = await run(...args);
    if (told.code !== 0) throw new Error(told.err);
  }
}, 300_000);
afterAll(() => own[Symbol.asyncDispose]());

/** The states of the cells, as `task shop` → state. */
async function states(): Promise<Record<string, string>> {
  const { items } = await own.json(["grid", "cells", "shop-data", "--period", "2025-10-02"]);
  return Object.fromEntries(
    (items as { task: string; member: { shop: string }; state: string }[]).map(({ task, member, state }) => [
      `${task} ${member.shop}`,
      state,
    ]),
  );
}

const day = ["--period", "2025-10-02"];

test("cells are left out and said to be done, with the reason, and others stay as they are", async () => {
  const skipped = await run("grid", "skip", "shop-data", ...day, "--only", "platform=tm", "--reason", "平台维护");
  expect(skipped).toMatchObject({ code: 0, out: "2 cells are skipped.\n" });
  const done = await run("grid", "done", ...day, "--tasks", "chat", "--only", "shop=店铺1", "--reason", "手工补录");
  expect(done).toMatchObject({ code: 0, out: "1 cells are done.\n" });
  expect(await states()).toEqual({
    "badscore 店铺1": "pending",
    "badscore 店铺2": "pending",
    "badscore 店铺3": "skipped",
    "chat 店铺1": "done",
    "chat 店铺2": "pending",
    "chat 店铺3": "skipped",
  });
  const { items } = await own.json(["grid", "cells", "shop-data", ...day, "--states", "skipped"]);
  expect(items).toMatchObject([{ reason: "平台维护" }, { reason: "平台维护" }]);
});

test("what was done is tried again only when that is said, and single cells by their names", async () => {
  expect((await run("grid", "retry", ...day)).out).toBe("0 cells are tried again.\n");
  const again = await own.json(["grid", "retry", "shop-data", ...day, "--states", "done", "--reason", "数据有误"]);
  expect(again).toEqual({ changed: 1 });
  expect((await states())["chat 店铺1"]).toBe("pending");
  const { items } = await own.json(["grid", "cells", "shop-data", ...day, "--tasks", "badscore", "--limit", "1"]);
  const [{ cell }] = items as [{ cell: string }];
  expect((await run("grid", "done", "--cells", cell, "--reason", "补录")).out).toBe("1 cells are done.\n");
});

test("a command without its reason or with what there is not changes nothing and says why", async () => {
  const before = await states();
  expect(await run("grid", "skip", "shop-data", ...day)).toMatchObject({
    code: 2,
    err: expect.stringContaining("--reason") as string,
  });
  expect((await run("grid", "retry", ...day, "--states", "running")).code).toBe(2);
  expect((await run("grid", "retry", "--from", "yesterday")).code).toBe(2);
  expect((await run("grid", "done", ...day, "--tasks", "none", "--reason", "x")).code).toBe(5);
  expect((await run("grid", "done", "--cells", "nonsense", "--reason", "x")).code).toBe(5);
  expect((await run("grid", "skip", "nobody", "--reason", "x")).code).toBe(4);
  expect(await states()).toEqual(before);
});
