import { describe, expect, test } from "vitest";
import { jsonBytes } from "../chat/json-bytes.ts";
import { shownPiece, splitText } from "./split-text.ts";

/** A generator of numbers that gives the same ones each time, so that a failing case can be looked at again. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 4_294_967_296;
  };
}

const fragments = [
  "晚归名单：",
  "学生甲 23:40 进入滨海 4 栋。",
  "plain words, and more of them ",
  "👨‍👩‍👧‍👦",
  "🏴󠁧󠁢󠁥󠁮󠁧󠁿é",
  "\n",
  "\n\n",
  "\n## 标题\n",
  "\n```js\nconst a = 1;\n",
  "```\n",
  "\n~~~\n",
  "``",
  "\n| 姓名 | 学院 |\n| --- | --- |\n| 张三 | 数学 |\n| 李四 | 物理 |\n",
  "| 王五 | 化学 |\n",
  "\n- 一\n- 二\n",
  "a".repeat(90),
  "长".repeat(70),
  '<font color="warning">注意</font>',
  "\ud83d",
];

function invented(random: () => number): string {
  const count = 1 + Math.floor(random() * 40);
  return Array.from({ length: count }, () => fragments[Math.floor(random() * fragments.length)] ?? "").join("");
}

/** Counts code blocks as a reader of CommonMark does, written apart from the code under test. */
function openFences(markdown: string): number {
  let open: string | undefined;
  for (const line of markdown.split("\n")) {
    const found = /^ {0,3}(`{3,}|~{3,})(.*)$/.exec(line);
    if (found === null) continue;
    const [, signs = "", info = ""] = found;
    if (open === undefined) open = signs.startsWith("`") && info.includes("`") ? undefined : signs;
    else if (signs[0] === open[0] && signs.length >= open.length && info.trim() === "") open = undefined;
  }
  return open === undefined ? 0 : 1;
}

describe("whatever the text is", () => {
  const cases = Array.from({ length: 600 }, (_, seed) => seed);
  test.each([true, false])(
    "no split of 600 invented texts loses, breaks or overfills anything (Markdown: %s)",
    (isMarkdown) => {
      for (const seed of cases) {
        const random = seeded(seed);
        const text = invented(random);
        const most = 120 + Math.floor(random() * 400);
        const pieces = splitText(text, { most, isMarkdown });
        const at = `seed ${seed}`;
        expect(pieces.map(({ body }) => body).join(""), at).toBe(text.toWellFormed());
        for (const piece of pieces) {
          const shown = shownPiece(piece);
          expect(Buffer.byteLength(shown), at).toBeLessThanOrEqual(most);
          expect(Buffer.from(shown).toString("utf8"), at).toBe(shown);
          expect(shown.isWellFormed(), at).toBe(true);
          if (isMarkdown && pieces.length > 1) expect(openFences(shown), `${at}: ${shown}`).toBe(0);
        }
      }
    },
  );
});

describe("a text that is too long", () => {
  test("is numbered, and cut where a block begins", () => {
    const paragraph = `${"字".repeat(40)}\n\n`;
    const pieces = splitText(paragraph.repeat(5), { most: 300, isMarkdown: true });
    expect(pieces.map(({ before }) => before)).toEqual(["(1/3)\n", "(2/3)\n", "(3/3)\n"]);
    expect(pieces.map(({ body }) => body)).toEqual([paragraph.repeat(2), paragraph.repeat(2), paragraph]);
  });

  test("closes a code block at the end of a piece, and opens it again in the next with its language", () => {
    const code = `前言\n\`\`\`sql\n${"select 1;\n".repeat(30)}\`\`\`\n后记`;
    const pieces = splitText(code, { most: 200, isMarkdown: true }).map(shownPiece);
    expect(pieces[0]?.endsWith("\n```")).toBe(true);
    expect(pieces[1]).toMatch(/^\(2\/\d\)\n```sql\nselect 1;/);
    expect(pieces.at(-1)).toMatch(/```\n后记$/);
  });

  test("shows the names of the columns again above the rows that go on", () => {
    const head = "| 姓名 | 学院 |\n| --- | --- |\n";
    const pieces = splitText(`${head}${"| 张三 | 数学学院 |\n".repeat(20)}`, { most: 220, isMarkdown: true });
    expect(pieces.length).toBeGreaterThan(2);
    expect(pieces.slice(1).every(({ before }) => before.endsWith(head))).toBe(true);
  });

  test("does not cut a family of four apart", () => {
    const family = "👨‍👩‍👧‍👦";
    const pieces = splitText(family.repeat(20), { most: 120, isMarkdown: false });
    expect(pieces.every(({ body }) => body.length % family.length === 0)).toBe(true);
  });

  test("is measured as its provider measures it", () => {
    const quoted = '"\n'.repeat(100);
    const pieces = splitText(quoted, { most: 120, measure: jsonBytes, isMarkdown: false });
    expect(pieces.every((piece) => jsonBytes(shownPiece(piece)) <= 120)).toBe(true);
    expect(pieces.map(({ body }) => body).join("")).toBe(quoted);
  });
});

test("a text that fits is left as it is", () => {
  expect(splitText("```\nopen", { most: 20, isMarkdown: true })).toEqual([
    { before: "", body: "```\nopen", after: "" },
  ]);
});
