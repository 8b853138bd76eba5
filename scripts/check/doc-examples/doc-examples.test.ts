import { expect, test } from "vitest";
import { completeExample, exportedNames } from "./complete-example.ts";
import { extractExamples } from "./extract-examples.ts";

const comment = `
/**
 * Adds.
 *
 * @example
 * \`\`\`ts
 * const three = add(1, 2);
 *
 * console.log(three);
 * \`\`\`
 * @example
 * \`\`\`yaml
 * rule: x
 * \`\`\`
 */
export function add(a: number, b: number) {}
`;

test("an example is found in a comment, with the line on which it begins", () => {
  expect(extractExamples("model/src/add.ts", comment)).toEqual([
    { path: "model/src/add.ts", line: 7, code: "const three = add(1, 2);\n\nconsole.log(three);" },
  ]);
});

test("an example is found in a page, and blocks of other languages are not", () => {
  const page = "# Adding\n```yaml\nrule: x\n```\n```ts\nadd(1, 2);\n```\n";
  expect(extractExamples("docs/adding.md", page)).toEqual([{ path: "docs/adding.md", line: 6, code: "add(1, 2);" }]);
});

test("names that the example uses are imported, on one line before it; its own are not", () => {
  const names = new Map([
    ["add", "@belfry/model"],
    ["three", "@belfry/model"],
    ["unused", "@belfry/model"],
  ]);
  const example = { path: "docs/adding.md", line: 6, code: "const { three } = { three: add(1, 2) };" };
  expect(completeExample(example, names)).toBe(
    'import { add } from "@belfry/model"; export {};\nconst { three } = { three: add(1, 2) };\n',
  );
});

test("everything that a module exports by name counts", () => {
  const module = `
    export { a, type B } from "./a.ts";
    export const c = 1, d = 2;
    export type E = string;
    export interface F {}
    export async function g() {}
    const hidden = 1;`;
  expect(exportedNames(module)).toEqual(["a", "B", "c", "d", "E", "F", "g"]);
});
