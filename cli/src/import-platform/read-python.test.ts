import { expect, test } from "vitest";
import { readPython } from "./read-python.ts";
import type { PythonValue } from "./python-value.ts";

/** A value as JavaScript has it; a tuple as a list. */
function plain(value: PythonValue): unknown {
  if (value.kind === "none") return null;
  if (value.kind === "dict") return Object.fromEntries([...value.entries].map(([key, inner]) => [key, plain(inner)]));
  return "items" in value ? value.items.map(plain) : value.value;
}
const read = (source: string, name = "X") => plain(readPython(source).valueOf(name));

test.each([
  ["X = {'a': 1, \"b\": [True, False, None,], }", { a: 1, b: [true, false, null] }],
  ["X = (-9, -3)", [-9, -3]],
  ["X = ('one',)", ["one"]],
  ["X = ('one')", "one"],
  ["X = ()", []],
  ["X = 1, 2,", [1, 2]],
  ["X = [1_000, 0x1f, -1.5e3, +2, .5]", [1000, 31, -1500, 2, 0.5]],
  ["X = 'it''s' \" joined\"", "its joined"],
  [String.raw`X = 'a\n\t\\\'\x41\u4e2d\101\q'`, "a\n\t\\'A中A\\q"],
  [String.raw`X = r'C:\new\'`.replace(/'$/, "x'"), String.raw`C:\new\x`],
  ['X = """first # no comment\nsecond""" # a comment', "first # no comment\nsecond"],
  ["X = {  # comment with } and '\n  'a': 1,\n\n# left edge\n'b': 2,\n}", { a: 1, b: 2 }],
  ["X: Dict[str, int] = \\\n  {'a': 1}", { a: 1 }],
  ["\uFEFFX = 1\r\n", 1],
  ["X = {1: 'one'}", { "1": "one" }],
  ["X = {'__proto__': {'evil': 1}}", { ["__proto__"]: { evil: 1 } }],
])("%j is read as data", (source, expected) => {
  expect(read(source)).toEqual(expected);
});

test("names stand for what was assigned above, also in parts and changed afterwards", () => {
  const source = `
"""A documentation with NAME = 1 in it."""
import os
TASKS = {'a': {'n': 1}}
DB = {'pdd': {'table': 'pdd_tasks'}}
X = {'tasks': TASKS, 'db': DB['pdd'], 'name': DB['pdd']['table']}
TASKS['b'] = {'n': 2}
TASKS['a']['n'] = 3
`;
  expect(read(source)).toEqual({
    tasks: { a: { n: 3 }, b: { n: 2 } },
    db: { table: "pdd_tasks" },
    name: "pdd_tasks",
  });
});

test("what would be executed is passed over, and is no mistake while nobody needs it", () => {
  const source = `
#!/usr/bin/env python
from datetime import datetime
BASE = os.path.dirname(__file__)
def get_date(config):
    X = {'wrong': 1}
    return {
'still': 'inside'
    }
@decorated
class A:
    X = 2
if __name__ == '__main__':
    X = 3
X = {'right': 1}
print(X)
`;
  expect(read(source)).toEqual({ right: 1 });
  expect(() => read(source, "BASE")).toThrow(expect.objectContaining({ line: 4 }));
});

test.each([
  ["X = __import__('os').system('touch /tmp/owned')", 1, /__import__ would have to be executed/],
  ["\nX = {'a': open('/etc/passwd').read()}", 2, /open would have to be executed/],
  ["X = {\n'a': 1,\n'b': os.environ['KEY'],\n}", 3, /os would have to be executed/],
  ["X = {**OTHER}", 1, /would have to be computed/],
  ["X = {'a': 1 + 1}", 1, /"\+" would have to be computed/],
  ["X = 'a' * 10 ** 9", 1, /"\*" would have to be computed/],
  ["X = f'{secret}'", 1, /put together when the file runs/],
  ["X = b'abc'", 1, /bytes/],
  ["X = {'a': UNKNOWN}", 1, /Nothing above gives UNKNOWN a value/],
  ["X = X", 1, /Nothing above gives X a value/],
  ["X = [i for i in range(9)]", 1, /Nothing above gives i a value/],
  ["X = {'a'}", 1, /":" or a comma is missing/],
  ["X = {'a': 1 'b': 2}", 1, /"}" or a comma is missing/],
  ["X = {(1, 2): 3}", 1, /A key is a text/],
  ["X = [1, 2", 1, /the file ends/],
  ["X = 'never ends\nY = 1", 1, /does not end/],
  ["X = '''never\nends", 1, /does not end/],
  ["X = '\\U00110000'", 1, /no character/],
  ["X = '\\N{BULLET}'", 1, /by its name/],
  ["X =", 1, /value is missing/],
  ["X = $", 1, /does not belong here/],
  ["X = 10e999", 1, /no number/],
  ["X = {}\nX.update({'a': 1})", 2, /changed by a statement/],
  ["X = {}\nX |= {'a': 1}", 2, /changed by a statement/],
  ["X = {}\nX['a']['b'] = 1", 2, /no dict/],
])("%j is refused with its line", (source, line, message) => {
  expect(() => read(source.slice(0, 200_000))).toThrow(
    expect.objectContaining({ line, message: expect.stringMatching(message) as string }),
  );
});

test("brackets inside of each other end before the stack does", () => {
  const deep = { message: expect.stringMatching(/inside of each other/) as string };
  expect(() => read(`X = ${"[".repeat(100_000)}`)).toThrow(expect.objectContaining(deep));
  expect(() => read(`X = ${"(1, {'a': ".repeat(50_000)}`)).toThrow(expect.objectContaining(deep));
});

test("a long file of hostile text is read in a time that grows with its length", () => {
  const source = `X = {${"'a': 'b\\\\', ".repeat(40_000)}}\n${"(".repeat(1_000)}\n${"'".repeat(50_001)}`;
  expect(Object.keys(read(source) as object)).toEqual(["a"]);
});
