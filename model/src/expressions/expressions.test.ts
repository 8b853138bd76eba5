import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isAppError } from "../errors/app-error.ts";
import { compileExpression } from "./compile-expression.ts";
import { evaluateSource } from "./evaluate-expression.ts";

const context = {
  vars: {
    n: 2,
    amount: 1.5,
    name: "张三",
    list: [3, 1, 2],
    groups: [
      { name: "a", enabled: true, n: 5 },
      { name: "b", enabled: false, n: 3 },
    ],
    map: { a: 1, b: "x" },
    mixed: [1, "a", null],
    nothing: null,
    recipientGroups: [{ username: "admin", enabled: true }],
  },
  inputs: { date: "2026-02-16" },
  actions: { query: { rows: [{ id: 1 }] } },
  now: "2026-02-15T22:00:05Z",
};

/** The reason and the remedy of an expression that fails. */
function failure(source: string): { code: string; text: string } {
  try {
    evaluateSource(source, context);
  } catch (error) {
    if (isAppError(error)) return { code: error.code, text: `${error.message} ${error.remedy}` };
    throw error;
  }
  throw new Error(`${source} did not fail.`);
}

describe("an expression", () => {
  test.each<[string, unknown]>([
    // From the example of a rule.
    ["size(vars.recipientGroups) > 0", true],
    ["vars.recipientGroups.filter(g, g.enabled)", [{ username: "admin", enabled: true }]],
    ["actions.query.rows", [{ id: 1 }]],
    // Whole numbers of the source meet numbers of the data.
    ["1 + 1", 2],
    ["vars.n + 1", 3],
    ["1 - vars.n", -1],
    ["vars.amount * 2", 3],
    ["vars.n / 4", 0.5],
    ["7 / 2", 3],
    ["vars.n % 2", 0],
    ["vars.n == 2", true],
    ["2 == vars.n", true],
    ["vars.n >= 2 && vars.n < 3", true],
    ["vars.list == [3, 1, 2]", true],
    ["1 in vars.list", true],
    ["'a' in vars.map", true],
    ["vars.list[vars.n]", 2],
    ["-vars.n", -2],
    // Loops over plain lists and objects.
    ["vars.groups.map(g, g.name)", ["a", "b"]],
    ["vars.groups.map(g, g.enabled, g.name)", ["a"]],
    ["vars.groups.exists(g, g.n > 4)", true],
    ["vars.groups.all(g, g.n > 4)", false],
    ["vars.list.map(x, vars.list.filter(y, y > x))", [[], [3, 2], [3]]],
    ["vars.map.filter(key, key == 'a')", ["a"]],
    // Literals as in JSON.
    ["[1, {'a': 2}, 'x', null]", [1, { a: 2 }, "x", null]],
    ["{'total': size(vars.list), 'rate': 0.5}", { total: 3, rate: 0.5 }],
    ["vars.n > 1 ? 'many' : 'few'", "many"],
    ["duration('90m')", "1h30m"],
  ])("%s gives %j", (source, value) => expect(evaluateSource(source, context)).toEqual(value));

  test("gives a named value itself and not a copy", () => {
    expect(evaluateSource("actions.query.rows", context)).toBe(context.actions.query.rows);
  });

  test("gives the same number back, however it was written", () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.integer(), (double, int) => {
        expect(evaluateSource("vars.a + 0", { vars: { a: double } })).toBe(double + 0);
        expect(evaluateSource(`vars.a + ${int}`, { vars: { a: 0 } })).toBe(int);
        expect(evaluateSource(`${int}`, {})).toBe(int);
      }),
    );
  });

  test("gives any JSON value back unchanged", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(evaluateSource("vars.x", { vars: { x: value } })).toEqual(value);
        expect(evaluateSource("[vars.x]", { vars: { x: value } })).toEqual([value]);
      }),
    );
  });
});

describe("text functions", () => {
  test.each<[string, unknown]>([
    ["lower('ABC')", "abc"],
    ["'abc'.upper()", "ABC"],
    ["trim('  a ')", "a"],
    ["split('a,b', ',')", ["a", "b"]],
    ["vars.name.split('')", ["张", "三"]],
    ["replace('aXbX', 'X', '-')", "a-b-"],
    ["'a.b'.replace('.', '+')", "a+b"],
    ["substring('abcdef', 1, 3)", "bc"],
    ["'abcdef'.substring(vars.n)", "cdef"],
    ["substring('abc', 0, 99)", "abc"],
    ["padStart('7', 3, '0')", "007"],
    ["string(vars.n).padStart(3, '0')", "002"],
    ["vars.name.matchesRegex('^张')", true],
    ["regex_matches('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!', '(a+)+$')", false],
    ["vars.name.startsWith('张') && vars.name.contains('三')", true],
    ["string(1.5) + string(2) + string(true)", "1.52true"],
    ["int('12') + int(vars.amount)", 13],
    ["double('1.5')", 1.5],
  ])("%s gives %j", (source, value) => expect(evaluateSource(source, context)).toEqual(value));
});

describe("list and object functions", () => {
  test.each<[string, unknown]>([
    ["join(vars.groups.map(g, g.name), '、')", "a、b"],
    ["vars.list.join('-')", "3-1-2"],
    ["[1, 2].join('+')", "1+2"],
    ["distinct([1, 2, 1, 'a', 'a'])", [1, 2, "a"]],
    ["distinct([vars.map, vars.map])", [{ a: 1, b: "x" }]],
    ["flatten([[1], [2, [3]]])", [1, 2, [3]]],
    ["sort(vars.list)", [1, 2, 3]],
    ["['楼10', '楼9'].sort()", ["楼10", "楼9"]],
    ["vars.groups.sortBy('n').map(g, g.name)", ["b", "a"]],
    ["sum(vars.list)", 6],
    ["sum([])", 0],
    ["min(vars.list)", 1],
    ["max(vars.list)", 3],
    ["max(1, vars.amount)", 1.5],
    ["first(vars.list)", 3],
    ["last(vars.list)", 2],
    ["first([])", null],
    ["keys(vars.map)", ["a", "b"]],
    ["values(vars.map)", [1, "x"]],
    ["get(vars.map, 'c', 5)", 5],
    ["vars.map.get('a', 5)", 1],
    ["has(vars.missing)", false],
    ["coalesce(vars.missing, vars.nothing, vars.mixed[9], 'd')", "d"],
    ["coalesce(vars.missing.deep, null)", null],
    ["round(2.5)", 3],
    ["round(-2.5)", -3],
    ["round(1.005, 2)", 1.01],
  ])("%s gives %j", (source, value) => expect(evaluateSource(source, context)).toEqual(value));

  test("sorting agrees with JavaScript's order of numbers and of character codes", () => {
    const lists = fc.oneof(fc.array(fc.integer()), fc.array(fc.string({ unit: "grapheme" })));
    fc.assert(
      fc.property(lists, (list: readonly (string | number)[]) => {
        const expected = list.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0));
        expect(evaluateSource("sort(vars.x)", { vars: { x: list } })).toEqual(expected);
      }),
    );
  });
});

describe("date functions", () => {
  test.each<[string, unknown]>([
    ["now", "2026-02-15T22:00:05.000Z"],
    ["string(now)", "2026-02-16T06:00:05+08:00"],
    ["formatDate(now, '%Y.%-m.%-d')", "2026.2.16"],
    ["formatDate(now, '%F %T', 'UTC')", "2026-02-15 22:00:05"],
    ["formatDate(addDays(now, -1), '%F')", "2026-02-15"],
    ["addDays(inputs.date, -1)", "2026-02-15"],
    ["addDays('2026-02-16T06:00:00+08:00', vars.n)", "2026-02-18T06:00:00+08:00"],
    ["startOfDay(now)", "2026-02-15T16:00:00.000Z"],
    ["date(inputs.date)", "2026-02-15T16:00:00.000Z"],
    ["date('2026-02-16 23:20:00', 'UTC')", "2026-02-16T23:20:00.000Z"],
    ["date(inputs.date) < now", true],
    ["now - date(inputs.date)", "6h5s"],
    ["now - duration('24h')", "2026-02-14T22:00:05.000Z"],
  ])("%s gives %j", (source, value) => expect(evaluateSource(source, context)).toEqual(value));

  test("use the time zone of the context", () => {
    expect(evaluateSource("formatDate(now, '%H')", { ...context, timezone: "Europe/Berlin" })).toBe("23");
    expect(
      evaluateSource("formatDate(now, '%H')", { ...context, now: new Date("2026-07-01T00:00:00Z"), timezone: "UTC" }),
    ).toBe("00");
  });
});

describe("an expression that cannot be read is refused with the place and the remedy", () => {
  test.each<[string, number, number, string, string]>([
    ["", 1, 1, "The expression is empty.", "Write a value"],
    ["1 +", 1, 4, "The end cannot stand here.", "Complete or correct"],
    ["(vars.n", 1, 8, "A closing ) is missing before the end.", "Complete"],
    ["vars..x", 1, 6, "A name is missing before a dot.", "Complete"],
    ["'abc", 1, 1, "The text has no closing quotation mark.", "Close it"],
    ["vars.n @ 2", 1, 8, "The character @ cannot stand here.", "Remove it"],
    ["'a' + 1", 1, 1, "A text and a whole number cannot be combined by +.", "string(…)"],
    ["nope(1)", 1, 1, "There is no function nope for a whole number.", "Check its name"],
    ["lower(1)", 1, 1, "There is no function lower for a whole number.", "Check its name"],
    ["vars.n > 1 && 'a'", 1, 1, "Only true and false can be joined by && and ||, and not a text.", "comparison"],
    ["true ? 1 : 'a'", 1, 1, "Both results of ? : must be of one type.", "dyn(…)"],
    ["varz.n", 1, 1, "There is no value named varz.", "Use one of vars, inputs"],
    ["vars.n\n  + foo", 2, 5, "There is no value named foo.", "Use one of"],
    ["constructor", 1, 1, "There is no value named constructor.", "Use one of"],
    ["cel.bind(a, 1, a)", 1, 1, "There is no value named cel.", "Use one of"],
    ["vars.name.matches('x')", 1, 1, "The function matches is not available.", "matchesRegex"],
    ["[1].map(a, [1].map(b, [1].map(c, c)))", 1, 23, "Loops are nested more than two deep.", "table"],
    [`${"(".repeat(200)}1${")".repeat(200)}`, 1, 51, "The expression is too large", "Split it"],
    ["'x' + ".repeat(3_000), 1, 1, "The expression is longer than 10,000 characters.", "Split it"],
  ])("%j", (source, line, column, message, remedy) => {
    const parsed = compileExpression(source);
    if (parsed.ok) throw new Error("It was accepted.");
    expect(parsed.problems[0]?.message).toContain(message);
    expect(parsed.problems[0]?.remedy).toContain(remedy);
    expect(parsed.problems[0]?.position).toEqual({ line, column });
  });

  test("whatever the text is, it never throws", () => {
    const piece = fc.constantFrom(
      "vars",
      ".",
      "x",
      "(",
      ")",
      "[",
      "]",
      "1",
      "'a'",
      " + ",
      " && ",
      ".map(x, ",
      "?",
      ":",
      "secrets.K",
      "size",
      "{",
      "}",
      ",",
      "\n",
      "💥",
      "r'",
      "0x",
      "1e",
    );
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 14 }),
        (pieces) => typeof compileExpression(pieces.join("")).ok === "boolean",
      ),
      { numRuns: 500 },
    );
  });

  test("the names it may begin with can be given", () => {
    expect(compileExpression("item.x", { roots: ["row"] }).ok).toBe(false);
    expect(compileExpression("row.x", { roots: ["row"] }).ok).toBe(true);
    expect(compileExpression("item.x").ok).toBe(true);
  });
});

describe("an expression that fails says where, why and what to do", () => {
  test.each([
    ["vars.missing", 'vars.missing (line 1, column 6): There is no "missing" in vars.', "coalesce(vars.missing, …)"],
    ["vars.groups[0].nope", 'There is no "nope" in vars.groups[0].', "coalesce(vars.groups[0].nope, …)"],
    ["vars.constructor", 'There is no "constructor" in vars.', "Check the spelling"],
    ["vars['__proto__']", 'There is no "__proto__" in vars.', "Check the spelling"],
    ["item.name", "The name item has no value here.", "below a forEach"],
    ["vars.mixed[9]", "The list has no element at this place.", "size(list)"],
    ["vars.name + vars.n", "A text and a number cannot be combined by +.", "string(…)"],
    ["vars.n.lower()", "There is no function lower for a number.", "string(…)"],
    ["!vars.n", "This sign cannot stand before such a value.", "Compare"],
    ["vars.n ? 1 : 2", "A condition must be true or false, and not a number.", "comparison"],
    ["vars.groups.filter(g, g.n)", "A condition must be true or false, and not a number.", "comparison"],
    ["vars.n.map(x, x)", "Only lists and objects can be gone through.", "Compare"],
    ["date('nope')", '"nope" is not a date.', "2026-02-16"],
    ["formatDate(now, '%Q')", "%Q, which means nothing", "%Y %m %d"],
    ["formatDate(now, '%H', 'Mars/X')", 'There is no time zone "Mars/X".', "IANA"],
    ["regex_matches('a', '(?=a)')", "cannot be read", "RE2"],
    ["vars.mixed.join('-')", "Only texts, numbers and true or false can be joined.", "map(x, x.name)"],
    ["sort(vars.mixed)", "The values cannot be put in order.", "only numbers"],
    ["min([])", "There is no min of an empty list.", "size(list) > 0"],
    ["1 / 0", "A number is divided by zero.", "divisor"],
    ["vars.n / 0", "The result is not a finite number.", "division by zero"],
    ["9007199254740993", "too large for a number in JSON", "string(…)"],
    ["round(1e21)", "too large for a number in JSON", "string(…)"],
    ["int('1.5')", "The text is not a whole number.", "double(…)"],
    ["b'abc'", "The result is neither", "string(…)"],
    ["padStart('x', 100000000)", "is not a whole number from 0 to 10000", "Round it"],
  ])("%s", (source, reason, remedy) => {
    const { code, text } = failure(source);
    expect(code).toBe("EXPRESSION_FAILED");
    expect(text).toContain(reason);
    expect(text).toContain(remedy);
  });

  test("and carries expression, position, reason and remedy for a program", () => {
    expect(() => evaluateSource("1 + vars.missing", context)).toThrow(
      expect.objectContaining({
        code: "EXPRESSION_FAILED",
        details: expect.objectContaining({
          expression: "1 + vars.missing",
          position: { line: 1, column: 10 },
          message: 'There is no "missing" in vars.',
        }),
      }),
    );
  });
});

describe("an expression that would take too long is stopped", () => {
  const big = { vars: { big: Array.from({ length: 20_000 }, (_, i) => i), text: "x".repeat(100_000) } };
  test.each([
    "vars.big.map(x, vars.big.exists(y, y == -1))",
    "vars.big.exists(x, vars.big.all(y, y >= 0) && false)",
    `[vars.big]${".map(x, x + x)".repeat(30)}`,
    "vars.big.map(x, sum(vars.big))",
    "vars.big.filter(x, string(x) in vars.big.map(y, string(y)))",
    "vars.big.map(x, vars.text.matchesRegex('y'))",
    "vars.big.map(x, vars.text + string(x))",
  ])("%s", (source) => {
    // The time of this process alone: others that work beside it must not decide.
    const begin = process.cpuUsage();
    expect(() => evaluateSource(source, big)).toThrow(/more than 1,000,000 steps/);
    expect(process.cpuUsage(begin).user).toBeLessThan(5_000_000);
  });

  test("one over ten thousand rows is not", () => {
    expect(evaluateSource("vars.big.filter(x, x % 2 == 0).map(x, {'n': x, 'text': string(x)})", big)).toHaveLength(
      10_000,
    );
  });
});
