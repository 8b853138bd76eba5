import { expect, test } from "vitest";
import { readYamlObject } from "./read-yaml-object.ts";

const texts = { noObject: "no rule", fault: (code: string) => code };

/** The words that a problem at a path is shown at. */
function shownAt(text: string, path: string, position?: { line: number; column: number }): string {
  const read = readYamlObject(text, texts);
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  const { from, to } = read.place({ path, message: "", remedy: "", ...(position !== undefined && { position }) });
  return text.slice(from, to);
}

const rule = `rule: a
triggers:
  - cron: "61 * * * *"
    condition: |
      event.x > 1
      && y
actions:
  - { use: noop, with: { "a b": 1 } }
`;

test.each([
  ["rule", "a"],
  ["triggers[0].cron", '"61 * * * *"'],
  ["triggers", "triggers"],
  ['actions[0].with["a b"]', "1"],
  ["actions[0].with.missing", "with"],
  ["missing", "rule"],
])("a problem at %s is shown at %j", (path, shown) => {
  expect(shownAt(rule, path)).toContain(shown);
});

test("a place inside an expression is shown there, in one line and in several", () => {
  expect(shownAt(rule, "triggers[0].cron", { line: 1, column: 4 })).toBe('* * * *"');
  expect(shownAt(rule, "triggers[0].condition", { line: 2, column: 4 })).toBe("y");
});

test("text that is no YAML is told at its first mistake, text that is no rule as a whole", () => {
  expect(readYamlObject('a: "b\n', texts)).toMatchObject({
    ok: false,
    problems: [{ severity: "error", message: "missing" }],
  });
  expect(readYamlObject("a: 1\nb\n", texts)).toMatchObject({ ok: false, problems: [{ message: "value" }] });
  expect(readYamlObject("- a\n", texts)).toMatchObject({ ok: false, problems: [{ from: 0, message: "no rule" }] });
});
