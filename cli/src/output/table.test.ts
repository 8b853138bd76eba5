import { expect, test } from "vitest";
import { displayWidth, formatTable } from "./table.ts";

const columns = [{ head: "ID", align: "right" as const }, { head: "NAME", flexible: true }, { head: "STATE" }];

test("columns stand below each other, also with Chinese names", () => {
  const rows = [
    ["7", "公寓晚归名单", "failed"],
    ["12", "a", "success"],
  ];
  expect(formatTable(columns, rows, 80)).toBe(
    ["ID  NAME          STATE", " 7  公寓晚归名单  failed", "12  a             success"].join("\n"),
  );
});

test.each([40, 60, 80])("no line is wider than %i columns; what does not fit is cut", (width) => {
  const rows = [
    ["1", "很".repeat(60), "failed"],
    ["2", "x".repeat(200), "failed"],
  ];
  const lines = formatTable(columns, rows, width).split("\n");
  for (const line of lines) expect(displayWidth(line)).toBeLessThanOrEqual(width);
  expect(lines[1]).toContain("…");
});

test("a stranger's line breaks and control characters reach no terminal", () => {
  const text = formatTable(columns, [["1", "a\nb\u001b[31mred", "ok"]], 80);
  expect(text.split("\n")).toHaveLength(2);
  expect(text).not.toContain("\u001b");
});
