import { mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { triggerContract } from "@belfry/plugin-kit";
import { createTestActionContext } from "@belfry/testkit";
import { afterAll, test } from "vitest";
import { folderTrigger } from "../src/index.ts";

const folder = mkdtempSync(join(tmpdir(), "belfry-folder-"));
const actions = await createTestActionContext({ folders: [folder] });
afterAll(async () => {
  await actions[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true, force: true });
});
writeFileSync(join(folder, "a.csv"), "a");
utimesSync(join(folder, "a.csv"), 0, 0);
const nothing = () => Promise.resolve();

const checks = triggerContract(folderTrigger, {
  validConfigs: [
    { folder, existing: true },
    { folder: "/srv/exchange", pattern: "订单-*.xlsx", subfolders: true, every: "1m", type: "orders.file" },
  ],
  badConfigs: [
    {},
    { folder: "exchange" },
    { folder, pattern: "a/b" },
    { folder, pattern: "" },
    { folder, every: "soon" },
  ],
  createContext: (signal) => ({
    ...actions.ctx,
    signal,
    feedId: "test",
    cursor: undefined,
    secret: () => Promise.reject(new Error("It needs no secret.")),
    expression: () => Promise.reject(new Error("It has no expression.")),
    unreadable: nothing,
    accept: nothing,
    acceptTo: nothing,
    lost: () => undefined,
  }),
});

for (const { name, run } of checks) test(name, run);
