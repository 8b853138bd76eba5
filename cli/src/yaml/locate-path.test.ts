import { expect, test } from "vitest";
import { parsePath } from "./locate-path.ts";
import { parseSource } from "./read-document.ts";

const text = `rule: example
actions:
  - id: one
    use: http.request
    with:
      "odd key": 1
      quoted: "\${{ vars. }}"
      body: |

        first line
        {{ second line }}
  - { use: noop }
`;
const source = parseSource("rule.yaml", text);

test.each([
  ["", undefined, "1:1"],
  ["rule", undefined, "1:7"],
  ["actions[0].use", undefined, "4:10"],
  ['actions[0].with["odd key"]', undefined, "6:18"],
  ["actions[1].use", undefined, "12:12"],
  // A place inside a text counts from where the text begins.
  ["actions[0].with.quoted", { line: 1, column: 5 }, "7:20"],
  ["actions[0].with.body", { line: 3, column: 4 }, "11:12"],
  ["rule", { line: 1, column: 3 }, "1:9"],
  // What is not there is told at the nearest thing around it.
  ["actions[0].timeout", undefined, "3:5"],
  ["actions[7].use", undefined, "3:3"],
  ["name", { line: 1, column: 9 }, "1:1"],
])("the path %j stands at its line and column", (path, inside, place) => {
  expect(source.placeOf(path, inside)).toBe(`rule.yaml:${place}`);
});

test("a path is read back as it was written", () => {
  expect(parsePath('a.b[0]["x.y \\"z\\""][12].中')).toEqual(["a", "b", 0, 'x.y "z"', 12, "中"]);
});

test("a file that cannot be read names the place", () => {
  expect(() => parseSource("rule.yaml", "a: 1\nb: [1, 2\nc: 3\n")).toThrow(
    expect.objectContaining({
      code: "FILE_INVALID",
      problems: [expect.objectContaining({ place: "rule.yaml:3:1" })],
    }) as Error,
  );
});

test("JSON is read as well", () => {
  expect(parseSource("a.json", '{"rule": "a", "x": [1]}').placeOf("x[0]")).toBe("a.json:1:21");
});
