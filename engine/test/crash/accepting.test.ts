import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createTestDatabase } from "@belfry/testkit";
import { startEngine } from "../start-engine.ts";
import { notingActions } from "./noting-actions.ts";
import { startChild } from "./start-child.ts";

const rule = {
  rule: "paid",
  name: "订单已付",
  triggers: [{ event: "order.paid" }],
  actions: [{ id: "one", use: "note.work", with: {} }],
};

test.each([
  ["before-accept-commit", false],
  ["after-accept-commit", true],
] as const)(
  "a process is killed %s: who was told nothing sends again, and each event runs once",
  async (point, known) => {
    const folder = mkdtempSync(join(tmpdir(), "belfry-accept-"));
    await using database = await createTestDatabase();
    const notes = join(folder, "notes");
    const plugins = [notingActions(notes)];
    await using t = await startEngine({ database, plugins });
    const slug = await t.rule({ ...rule });
    const accept = [1, 2, 3].map((n) => ({ source: "/shop", id: String(n), type: "order.paid", data: n }));
    {
      await using child = startChild({ url: database.url, notes, folder, accept, crashAt: { point, passage: 1 } });
      expect(await child.ended).toBe("SIGKILL");
    }
    const again = await t.engine.acceptEvents(accept, { broughtBy: "test" });
    expect(again.map(({ duplicate }) => duplicate)).toEqual([known, known, known]);
    await t.until(async () => (await t.executions(slug)).filter(({ state }) => state === "success").length === 3);
    expect((await t.executions(slug)).map(({ trigger }) => (trigger["event"] as { id: string }).id)).toEqual([
      "1",
      "2",
      "3",
    ]);
    rmSync(folder, { recursive: true, force: true });
  },
  30_000,
);
