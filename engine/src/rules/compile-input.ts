/**
 * The `with` of an action, read once: which of its strings are expressions, which are templates, and which are meant as
 * they stand. Preparing it for a run then only evaluates what is not constant.
 */
import {
  checkTemplate,
  compileTemplate,
  joinPath,
  parseField,
  renderTemplate,
  secretReferences,
  type Problem,
} from "@belfry/model";
import type { z } from "zod";
import { compileSource, type Evaluate } from "./compile-source.ts";
import { alternatives, elementOf, markAmong, propertyOf } from "./schema-walk.ts";
import type { Scope } from "./scope.ts";

export interface CompiledInput {
  /** Evaluates everything. @throws AppError EXPRESSION_FAILED, TEMPLATE_FAILED */
  prepare(scope: Scope): unknown;
  /** Whether the value at this path, or something inside of it, is known only when it runs. */
  isDynamic(path: readonly PropertyKey[]): boolean;
}

/** Either a constant, or a function of the scope. */
type Node = { readonly constant: unknown } | { readonly evaluate: Evaluate };

/** Compiles a value beside its schema. What is wrong with its expressions and templates goes to `problems`. */
export function compileInput(
  schema: z.ZodType,
  value: unknown,
  at: { path: string },
  problems: Problem[],
): CompiledInput {
  const dynamic = new Set<string>();
  const node = build(alternatives(schema), value, {
    path: at.path,
    keys: [],
    dynamic,
    problems,
  });
  return {
    prepare: (scope) => ("constant" in node ? node.constant : node.evaluate(scope)),
    isDynamic: (path) => dynamic.has(path.map(String).join("\n")),
  };
}

interface Place {
  readonly path: string;
  readonly keys: readonly string[];
  readonly dynamic: Set<string>;
  readonly problems: Problem[];
}

function build(schemas: readonly z.ZodType[], value: unknown, place: Place): Node {
  if (typeof value === "string") return buildString(schemas, value, place);
  if (Array.isArray(value)) {
    const nodes = value.map((element: unknown, i) => build(elementOf(schemas, i), element, inside(place, i)));
    if (nodes.every((node) => "constant" in node)) return { constant: value };
    return { evaluate: (scope) => nodes.map((node) => valueOf(node, scope)) };
  }
  if (typeof value === "object" && value !== null) {
    const nodes = Object.entries(value).map(([key, inner]): [string, Node] => [
      key,
      build(propertyOf(schemas, key), inner, inside(place, key)),
    ]);
    if (nodes.every(([, node]) => "constant" in node)) return { constant: value };
    return { evaluate: (scope) => Object.fromEntries(nodes.map(([key, node]) => [key, valueOf(node, scope)])) };
  }
  return { constant: value };
}

function buildString(schemas: readonly z.ZodType[], value: string, place: Place): Node {
  const mark = markAmong(schemas);
  // The action evaluates it itself, row by row.
  if (mark === "perRow") return { constant: value };
  const field = parseField(value);
  if (field.kind === "problem") {
    place.problems.push({ ...field.problem, path: place.path });
    return { constant: value };
  }
  if (field.kind === "expression") {
    markDynamic(place);
    checkSecrets(schemas, value, place);
    return { evaluate: compileSource(field.source, place.path, place.problems) };
  }
  if (mark === undefined || !value.includes("{")) return { constant: value };
  const found = checkTemplate(value, place.path);
  if (found.length > 0) {
    place.problems.push(...found);
    return { constant: value };
  }
  markDynamic(place);
  const template = compileTemplate(value, { escape: mark === "html" ? "html" : "none" });
  return { evaluate: (scope) => renderTemplate(template, { ...scope }) };
}

/** A secret in a field that does not ask for one would fail when it runs, at six in the morning. */
function checkSecrets(schemas: readonly z.ZodType[], value: string, place: Place): void {
  const [name] = secretReferences(value);
  const fields = [...schemas, ...elementOf(schemas, 0)];
  if (name === undefined || fields.length === 0) return;
  if (fields.some((schema) => schema.safeParse({ $secret: name }).success)) return;
  place.problems.push({
    path: place.path,
    message: `This field takes no secret, so secrets.${name} cannot stand here.`,
    remedy: "Use secrets only in the fields of passwords, headers and forms that the reference of the action names.",
  });
}

function valueOf(node: Node, scope: Scope): unknown {
  return "constant" in node ? node.constant : node.evaluate(scope);
}

function inside(place: Place, key: string | number): Place {
  return { ...place, path: joinPath(place.path, key), keys: [...place.keys, String(key)] };
}

/** Marks a place and all around it: an object with an expression inside is not known either. */
function markDynamic(place: Place): void {
  for (let length = 0; length <= place.keys.length; length += 1)
    place.dynamic.add(place.keys.slice(0, length).join("\n"));
}
