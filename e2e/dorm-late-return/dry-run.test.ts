import type { DryRun, DryRunEffect } from "@belfry/client";
import { generateNight } from "@belfry/testkit";
import exceljs from "exceljs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startDormitory, type Dormitory } from "../support/start-dormitory.ts";

let dormitory: Dormitory;
let tried: DryRun;

beforeAll(async () => {
  dormitory = await startDormitory();
  const buildings = Array.from({ length: 15 }, (_, index) => String(index + 1));
  for (const date of ["2026-03-01", "2026-03-02"]) {
    for (const [building, records] of Object.entries(generateNight({ buildings, date, perBuilding: 5 }))) {
      dormitory.gate.records[building] = [...(dormitory.gate.records[building] ?? []), ...records];
    }
  }
  tried = await dormitory.api<DryRun>("POST", "/v1/rules/dorm-late-return/dry-run", {
    trigger: { at: "2026-03-01T22:00:00Z" },
    maxItems: 100,
  });
}, 300_000);
afterAll(() => dormitory?.[Symbol.asyncDispose]());

const mailsOf = ({ runs }: DryRun): Extract<DryRunEffect, { kind: "message" }>[] =>
  runs.flatMap(({ steps }) => steps.flatMap(({ effects }) => effects)).filter((effect) => effect.kind === "message");

test("the late-return rule is tried for six in the morning, with one run for each account", () => {
  expect(tried).toMatchObject({ fate: "fired", at: "2026-03-01T22:00:00.000Z", trigger: { kind: "cron" } });
  expect(tried.runs.map(({ state }) => state)).toEqual(["success", "success", "success", "success"]);
  expect(tried.runs[0]?.items).toEqual({ total: 3, tried: 3 });
});

test("the mails are shown as they would have been sent, with their recipients", () => {
  const mails = mailsOf(tried).toSorted((a, b) => (a.subject < b.subject ? -1 : 1));
  expect(mails.map(({ subject, to }) => [subject, to])).toEqual([
    ["【公寓晚归】admin - 2026-03-02", ["admin1@campus.example", "admin2@campus.example"]],
    ["【学生晚归】edu - 2026-03-02", ["edu@campus.example", "dean@campus.example"]],
    ["【晚归名单】lily - 2026-03-02", ["lily@campus.example"]],
  ]);
  expect(`${mails[1]?.text ?? ""}${mails[1]?.html ?? ""}`).toContain("附件是 edu 账号的公寓学生晚归名单");
  expect(mails.map(({ attachments }) => attachments.length)).toEqual([1, 1, 1]);
});

test("the workbook comes with the answer and can be opened", async () => {
  const steps = tried.runs.flatMap((run) => run.steps);
  const files = steps.flatMap((step) => step.files);
  expect(files).toHaveLength(3);
  const book = new exceljs.Workbook();
  await book.xlsx.load(Buffer.from(files[0]?.content ?? "", "base64") as never);
  expect(book.worksheets[0]?.rowCount).toBeGreaterThan(5);
});

test("nobody got a mail, nothing was started and nothing is kept, but for the line in the audit log", async () => {
  expect(await dormitory.mails()).toEqual([]);
  const { rows } = await dormitory.database.store.query({
    name: "test-after-dry-run",
    text: `select (select count(*)::int from belfry.executions) as executions, (select count(*)::int from belfry.artifacts) as artifacts,
      (select count(*)::int from belfry.messages) as messages`,
  });
  expect(rows).toEqual([{ executions: 0, artifacts: 0, messages: 0 }]);
  const { items } = await dormitory.api<{ items: { action: string; detail: unknown }[] }>("GET", "/v1/audit?limit=5");
  expect(items).toContainEqual(
    expect.objectContaining({ action: "rules.dryRun", detail: expect.objectContaining({ edited: false }) }),
  );
});

test("the password of the gate stands nowhere in the answer", async () => {
  expect(JSON.stringify(tried)).not.toContain(dormitory.gate.password);
});

test("an edited definition is tried without being saved", async () => {
  const { definition, version } = await dormitory.api<{ definition: Record<string, unknown>; version: number }>(
    "GET",
    "/v1/rules/dorm-late-return",
  );
  const edited = { ...definition, forEach: "${{ [] }}", actions: definition["actions"] };
  const answer = await dormitory.api<DryRun>("POST", "/v1/rules/dorm-late-return/dry-run", { definition: edited });
  expect(answer).toMatchObject({ version: null, runs: [{ items: { total: 0, tried: 0 }, state: "success" }] });
  expect(await dormitory.api("GET", "/v1/rules/dorm-late-return")).toMatchObject({ version });
});
