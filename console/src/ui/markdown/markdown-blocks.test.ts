import { expect, test } from "vitest";
import { markdownBlocks } from "./markdown-blocks.ts";

const text = (of: string) => ({ kind: "text", text: of });

test("each line of a paragraph stands on its own, and an empty one ends it", () => {
  expect(markdownBlocks("one\ntwo\n\nthree")).toEqual([
    { kind: "lines", lines: [[text("one")], [text("two")]] },
    { kind: "lines", lines: [[text("three")]] },
  ]);
});

test("headings, quotes, lists, rules and code are told apart", () => {
  expect(markdownBlocks("## 晚归\n> 张三\n> 李四\n- a\n- b\n1. c\n---\n```\n# not a heading\n```\nend")).toEqual([
    { kind: "heading", level: 2, line: [text("晚归")] },
    { kind: "quote", lines: [[text("张三")], [text("李四")]] },
    { kind: "list", ordered: false, lines: [[text("a")], [text("b")]] },
    { kind: "list", ordered: true, lines: [[text("c")]] },
    { kind: "rule" },
    { kind: "code", text: "# not a heading" },
    { kind: "lines", lines: [[text("end")]] },
  ]);
});

test("a table has a head and rows, and an escaped stroke is no border", () => {
  expect(
    markdownBlocks(String.raw`| 姓名 | 学院 |
| --- | :---: |
| 张三 | 数\|理 |`),
  ).toEqual([{ kind: "table", head: [[text("姓名")], [text("学院")]], rows: [[[text("张三")], [text("数|理")]]] }]);
});

test("a row without a divider below it is a line like any other", () => {
  expect(markdownBlocks("| a | b |")).toEqual([{ kind: "lines", lines: [[text("| a | b |")]] }]);
});

test("inside a line there are links, pictures, bold, code, colours and people", () => {
  expect(
    markdownBlocks('请 **马上** 看[名单](https://a.example/x) `id` <font color="warning">3 人</font> <@li>'),
  ).toEqual([
    {
      kind: "lines",
      lines: [
        [
          text("请 "),
          { kind: "strong", inside: [text("马上")] },
          text(" 看"),
          { kind: "link", text: "名单", address: "https://a.example/x" },
          text(" "),
          { kind: "code", text: "id" },
          text(" "),
          { kind: "coloured", colour: "warning", inside: [text("3 人")] },
          text(" "),
          { kind: "mention", text: "li" },
        ],
      ],
    },
  ]);
});

test("a bold text may hold a slanted one, and a lonely star is a star", () => {
  expect(markdownBlocks("**a *b* c**")).toEqual([
    {
      kind: "lines",
      lines: [[{ kind: "strong", inside: [text("a "), { kind: "emphasis", inside: [text("b")] }, text(" c")] }]],
    },
  ]);
  expect(markdownBlocks("2 * 3 * 4")).toEqual([{ kind: "lines", lines: [[text("2 * 3 * 4")]] }]);
});

test("a long line of openings without an end takes no time", () => {
  const line = "**a*".repeat(20_000);
  expect(markdownBlocks(line)).toHaveLength(1);
});

test("markup of a page stays text", () => {
  expect(markdownBlocks("<script>alert(1)</script>")).toEqual([
    { kind: "lines", lines: [[text("<script>alert(1)</script>")]] },
  ]);
});
