/**
 * The names of a Python file that stand for data. Functions, classes, imports and conditions are passed over: they are never
 * executed. A name whose value would have to be computed is no mistake as long as nobody asks for it.
 */
import { readPythonValue } from "./python-literal.ts";
import { pythonStatements, type PythonStatement } from "./python-statements.ts";
import { tokensOf } from "./python-tokens.ts";
import { PythonProblem, type PythonDict, type PythonValue } from "./python-value.ts";

export interface PythonFile {
  /** The value of a name. @throws PythonProblem with the line and what to do, when it has none that can be read */
  valueOf(name: string): PythonValue;
  readonly names: readonly string[];
}

/** `NAME = …`, `NAME: dict = …`, `NAME['key'] = …`. */
const ASSIGNMENT = /^([\p{L}_][\p{L}\p{N}_]*)((?:\s*\[\s*(?:'[^'\\\n]*'|"[^"\\\n]*")\s*\])*)\s*(?::[^=\n]*)?=(?!=)/u;
const KEY = /'([^'\\\n]*)'|"([^"\\\n]*)"/g;

/** Reads a Python file as data. What it cannot read is told by `valueOf`, of the names that are asked for. */
export function readPython(source: string): PythonFile {
  const values = new Map<string, PythonValue | PythonProblem>();
  const valueOf = (name: string, line: number): PythonValue => {
    const value = values.get(name);
    if (value instanceof PythonProblem) throw value;
    if (value !== undefined) return value;
    const remedy = `Write its value here, or above this line: ${name} = { … }.`;
    throw new PythonProblem(line, `Nothing above gives ${name} a value.`, remedy);
  };
  for (const statement of pythonStatements(source)) assign(statement, values, valueOf);
  return { valueOf: (name) => valueOf(name, 1), names: [...values.keys()] };
}

function assign(
  { text, line }: PythonStatement,
  values: Map<string, PythonValue | PythonProblem>,
  valueOf: (name: string, line: number) => PythonValue,
): void {
  const [whole = "", name = "", path = ""] = ASSIGNMENT.exec(text) ?? [];
  if (name === "") {
    const changed = /^([\p{L}_][\p{L}\p{N}_]*)\s*(?:\.|\[|[-+|*/]=)/u.exec(text)?.[1];
    // `NAME.update(…)` changes what NAME is; to go on with the value before would be to guess.
    if (changed !== undefined && values.has(changed))
      values.set(
        changed,
        new PythonProblem(
          line,
          `${changed} is changed by a statement that would have to be executed.`,
          `Write it as ${changed}['key'] = …`,
        ),
      );
    return;
  }
  try {
    const value = readPythonValue(tokensOf(text.slice(whole.length), line), valueOf);
    const keys = [...path.matchAll(KEY)].map(([, single, double]) => single ?? double ?? "");
    const last = keys.pop();
    if (last === undefined) {
      values.set(name, value);
      return;
    }
    dictAt(valueOf(name, line), keys, line).entries.set(last, value);
  } catch (error) {
    if (!(error instanceof PythonProblem)) throw error;
    values.set(name, error);
  }
}

function dictAt(start: PythonValue, keys: readonly string[], line: number): PythonDict {
  let value: PythonValue | undefined = start;
  for (const key of keys) value = value?.kind === "dict" ? value.entries.get(key) : undefined;
  if (value?.kind === "dict") return value;
  throw new PythonProblem(line, "What is changed here is no dict.", "Give it one above this line.");
}
