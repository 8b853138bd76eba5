/** A literal of a Python file, with the line on which it begins. Numbers and texts only: nothing of it is ever executed. */
export type PythonValue =
  | { readonly kind: "none"; readonly line: number }
  | { readonly kind: "bool"; readonly value: boolean; readonly line: number }
  | { readonly kind: "number"; readonly value: number; readonly line: number }
  | { readonly kind: "text"; readonly value: string; readonly line: number }
  | { readonly kind: "list" | "tuple"; readonly items: readonly PythonValue[]; readonly line: number }
  | PythonDict;

export interface PythonDict {
  readonly kind: "dict";
  /** A map and no object: a key may be called `__proto__`. */
  readonly entries: Map<string, PythonValue>;
  readonly line: number;
}

/** Why a place of a Python file cannot be read as data. */
export class PythonProblem extends Error {
  readonly line: number;
  readonly remedy: string;

  constructor(line: number, message: string, remedy: string) {
    super(message);
    this.name = "PythonProblem";
    this.line = line;
    this.remedy = remedy;
  }
}
