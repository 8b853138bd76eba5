import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { checkDeep, evaluateDeep, referencesOf, secretReferences } from "./deep.ts";
import { parseField } from "./field.ts";

const context = { vars: { n: 2, name: "a" }, actions: { query: { rows: [1, 2] } }, item: { recipients: ["a@b.c"] } };

describe("a text in a rule", () => {
  test.each([
    ["${{ vars.n }}", "vars.n"],
    ["  ${{vars.n}}\n", "vars.n"],
    ["${{\n  vars.n\n}}", "vars.n"],
    ["${{ {'a': {'b': 1}} }}", "{'a': {'b': 1}}"],
  ])("that is wholly ${{ }} is an expression: %j", (text, source) =>
    expect(parseField(text)).toMatchObject({ kind: "expression", source }),
  );

  test.each(["", "plain", "{{ now | date: '%Y' }}", "$ {{ x }}", "a {% if x %} b"])(
    "without ${{ is literal: %j",
    (text) => expect(parseField(text)).toEqual({ kind: "literal", text }),
  );

  test.each([
    ["total: ${{ vars.n }}", 8],
    ["${{ vars.n }} pieces", 1],
    ["${{ vars.a }}${{ vars.b }}", 1],
    ["${{ vars.n", 1],
  ])("with ${{ in a longer text is a problem: %j", (text, column) => {
    const field = parseField(text);
    expect(field).toMatchObject({
      kind: "problem",
      problem: { position: { line: 1, column }, remedy: expect.stringContaining("write {{ … }}") },
    });
  });
});

describe("the expressions in a value", () => {
  test("are replaced by what they give, typed; all else stays", () => {
    const value = {
      rows: "${{ actions.query.rows }}",
      n: "${{ vars.n + 1 }}",
      fileName: "{{ now }}.xlsx",
      deep: [{ to: "${{ item.recipients }}" }, 5, null, true],
    };
    expect(evaluateDeep(value, context)).toEqual({
      rows: [1, 2],
      n: 3,
      fileName: "{{ now }}.xlsx",
      deep: [{ to: ["a@b.c"] }, 5, null, true],
    });
  });

  test("leave a value without expressions as it is, not copied", () => {
    fc.assert(
      fc.property(
        fc.jsonValue().filter((value) => !JSON.stringify(value).includes("${{")),
        (value) => {
          expect(evaluateDeep(value, context)).toBe(value);
          expect(checkDeep(value)).toEqual([]);
        },
      ),
    );
  });

  test("fail with the path of the one that failed", () => {
    expect(() => evaluateDeep({ a: [{ b: "${{ vars.missing }}" }] }, context, { path: "with" })).toThrow(
      expect.objectContaining({ code: "EXPRESSION_FAILED", details: expect.objectContaining({ path: "with.a[0].b" }) }),
    );
    expect(() => evaluateDeep({ a: "x ${{ 1 }}" }, context)).toThrow(
      expect.objectContaining({ code: "EXPRESSION_INVALID", details: expect.objectContaining({ path: "a" }) }),
    );
  });

  test("are checked all at once, with path and place in the text", () => {
    const problems = checkDeep(
      { rows: "${{ actions.query.rows }}", to: ["${{ itm.x }}", "a ${{ vars.n }}"], sql: "${{\n  vars.n +\n}}" },
      "actions[0].with",
    );
    expect(problems.map(({ path, position }) => [path, position])).toEqual([
      ["actions[0].with.to[0]", { line: 1, column: 5 }],
      ["actions[0].with.to[1]", { line: 1, column: 3 }],
      ["actions[0].with.sql", { line: 2, column: 11 }],
    ]);
  });
});

describe("a secret", () => {
  test.each([
    ["${{ secrets.SMTP_PASSWORD }}", { $secret: "SMTP_PASSWORD" }],
    ["${{ secrets['a b'] }}", { $secret: "a b" }],
    ["${{ {'password': secrets.P} }}", { password: { $secret: "P" } }],
    ["${{ [secrets.P] }}", [{ $secret: "P" }]],
    ["${{ vars.n > 1 ? secrets.A : secrets.B }}", { $secret: "A" }],
  ])("is handed on as a reference: %s", (text, value) =>
    expect(evaluateDeep(text, { ...context, secrets: { SMTP_PASSWORD: "hunter2" } })).toEqual(value),
  );

  test.each([
    "${{ 'Bearer ' + secrets.TOKEN }}",
    "${{ string(secrets.TOKEN) }}",
    "${{ secrets.TOKEN == 'x' }}",
    "${{ secrets.TOKEN ? 1 : 2 }}",
    "${{ size(secrets.TOKEN) }}",
    "${{ [1].map(x, secrets.TOKEN) }}",
    "${{ coalesce(secrets.TOKEN, 'x') }}",
    "${{ has(secrets.TOKEN) }}",
    "${{ [secrets.TOKEN][0] }}",
    "${{ secrets.TOKEN.$secret }}",
    "${{ secrets }}",
    "${{ keys(secrets) }}",
    "${{ secrets[vars.name] }}",
    "${{ secrets.filter(s, true) }}",
  ])("cannot be looked into: %s", (text) => expect(checkDeep(text)).not.toEqual([]));

  test("is found by its name, wherever the rule uses it", () => {
    const value = {
      auth: { user: "u", password: "${{ secrets.SMTP }}" },
      headers: ["${{ secrets.TOKEN }}", "${{ vars.n > 1 ? secrets.A : secrets.SMTP }}", "secrets.NOT"],
    };
    expect(secretReferences(value)).toEqual(["A", "SMTP", "TOKEN"]);
  });
});

describe("the references of an expression", () => {
  test.each([
    ["size(vars.recipientGroups) > 0", ["vars.recipientGroups"]],
    ["actions.query.rows.filter(r, r.id == inputs.id && r.x > vars.n)", ["actions.query.rows", "inputs.id", "vars.n"]],
    ["actions.query.rows[0].name", ["actions.query.rows"]],
    ["vars['a b'].c", ["vars.a b.c"]],
    ["coalesce(vars.a.b, item)", ["item", "vars.a.b"]],
    ["has(vars.a) && now > date('2026-01-01')", ["now", "vars.a"]],
    ["1 + 1", []],
    ["1 +", []],
  ])("%s are %j", (source, references) => expect(referencesOf(source)).toEqual(references));
});
