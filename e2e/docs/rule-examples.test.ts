import { globSync, readFileSync } from "node:fs";
import { builtinActions } from "@belfry/actions";
import { builtinChannels } from "@belfry/channels";
import { builtinConnectors } from "@belfry/connectors";
import { Calendar, openCalendar, compileExpression, compileTemplate, evaluate, renderTemplate } from "@belfry/model";
import { startTestEngine, type TestEngine } from "@belfry/testkit";
import { builtinTriggers } from "@belfry/triggers";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parse, parseAllDocuments } from "yaml";

const root = new URL("../../", import.meta.url);
const read = (path: string) => readFileSync(new URL(path, root), "utf8");
const reference = read("docs/reference/rules.md");

/** The blocks of a page that are marked as YAML. */
function yamlBlocks(page: string): string[] {
  return [...page.matchAll(/^```yaml\n(.*?)^```/gms)].map(([, block = ""]) => block);
}

describe("a rule that a page shows in full", () => {
  let started: TestEngine;
  beforeAll(async () => {
    const plugins = [builtinTriggers, builtinActions, builtinChannels, builtinConnectors];
    started = await startTestEngine({ start: false, plugins });
  });
  afterAll(() => started[Symbol.asyncDispose]());

  const rules = globSync(["README*.md", "docs/**/*.md", "examples/**/*.md"], { cwd: root.pathname }).flatMap((path) =>
    yamlBlocks(read(path))
      .filter((block) => /^rule: /m.test(block))
      .map((block) => [path, block] as const),
  );
  test("is there at all", () => expect(rules.length).toBeGreaterThan(1));
  test.each(rules)("can be saved as it stands: %s", (_path, block) => {
    const documents = parseAllDocuments(block).map((document) => document.toJS() as object);
    // A file may hold calendars and variables beside its rules.
    const rulesOfBlock = documents.filter((document) => "rule" in document);
    expect(rulesOfBlock.length).toBeGreaterThan(0);
    for (const rule of rulesOfBlock) expect(started.engine.checkRule(rule)).toEqual([]);
  });
});

describe("the reference of rules", () => {
  const values = yamlBlocks(reference).find((block) => block.startsWith("# values of the examples")) ?? "";
  const { now, calendars, ...rest } = parse(values) as { now: string; calendars: unknown[] } & Record<string, unknown>;
  const opened = calendars.map((calendar) => openCalendar(Calendar.parse(calendar)));
  const byName = new Map(opened.map((one) => [one.calendar.calendar, one]));
  const context = { ...rest, now: new Date(now), calendars: byName };

  /** The code of two neighbouring cells: what is written, and what comes out. */
  const shown = reference
    .split("\n")
    .filter((line) => line.startsWith("|"))
    .flatMap((line) => {
      const cells = line.split(/(?<!\\)\|/).map((cell) => cell.trim().replaceAll(String.raw`\|`, "|"));
      const [written, result] = cells.slice(-3, -1).map((cell) => /^`(.*)`$/.exec(cell)?.[1]);
      return written === undefined || result === undefined ? [] : [[written, result] as const];
    });
  const templates = shown.filter(([written]) => /\{[{%]/.test(written));
  const expressions = shown.filter(([written]) => !/\{[{%]/.test(written));

  test("has examples of both languages", () => {
    expect(templates.length).toBeGreaterThan(10);
    expect(expressions.length).toBeGreaterThan(30);
  });

  test.each(expressions)("%s gives %s", (source, result) => {
    const parsed = compileExpression(source);
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
    expect(evaluate(parsed.expression, context)).toEqual(JSON.parse(result));
  });

  test.each(templates)("%s gives %s", (source, result) => {
    expect(renderTemplate(compileTemplate(source, { escape: "none" }), context)).toBe(result);
  });

  test("names every function and every filter that there is", () => {
    const sources = globSync("model/src/expressions/*-functions.ts", { cwd: root.pathname }).map(read).join("\n");
    const functions = [...sources.matchAll(/\bname: "(\w+)"/g)].map(([, name]) => `${name}(`);
    const filters = [...read("model/src/templates/template-filters.ts").matchAll(/registerFilter\("(\w+)"/g)];
    const named = [...functions, ...filters.map(([, name]) => `| ${name}`)];
    expect(named.length).toBeGreaterThan(25);
    const unescaped = reference.replaceAll(String.raw`\|`, "|");
    expect(named.filter((name) => !unescaped.includes(name))).toEqual([]);
  });
});
