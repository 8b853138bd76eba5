import { expect, test } from "vitest";
import { foldersOf, labelsOf, liesIn } from "./rule-folders.ts";

const rules = ["教务", "教务/考试", null, "教务-1", "公寓/一号楼"].map((folder) => ({ folder }));

test("a folder counts what lies below it, and stands before it", () => {
  expect(foldersOf(rules).map(({ path, depth, count }) => [path, depth, count])).toEqual(
    expect.arrayContaining([
      ["公寓", 0, 1],
      ["公寓/一号楼", 1, 1],
      ["教务", 0, 2],
      ["教务/考试", 1, 1],
      ["教务-1", 0, 1],
    ]),
  );
  const paths = foldersOf(rules).map(({ path }) => path);
  expect(paths.indexOf("教务/考试")).toBe(paths.indexOf("教务") + 1);
});

test("a folder whose name begins like another's is another one", () => {
  expect(liesIn("教务/考试", "教务")).toBe(true);
  expect(liesIn("教务-1", "教务")).toBe(false);
  expect(liesIn(null, "教务")).toBe(false);
});

test("each label is offered once", () => {
  expect(labelsOf([{ labels: { team: "b", x: "" } }, { labels: { team: "b" } }, { labels: { team: "a" } }])).toEqual([
    "team=a",
    "team=b",
    "x=",
  ]);
});
