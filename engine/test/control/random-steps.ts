/** Random trees of steps, and what they must come to: by an interpreter of thirty lines that knows no crash and no wait. */
import fc from "fast-check";

export type Step = Readonly<Record<string, unknown>>;

interface Draw {
  readonly kind: number;
  readonly a: number;
  readonly b: number;
  readonly more: readonly Draw[];
}

/** What a step is drawn from; what lies in it is drawn as well, up to a depth. */
function drawing(depth: number): fc.Arbitrary<Draw> {
  return fc.record({
    kind: fc.nat(99),
    a: fc.nat(3),
    b: fc.nat(3),
    more: depth === 0 ? fc.constant([]) : fc.array(drawing(depth - 1), { minLength: 1, maxLength: 3 }),
  });
}

const DEEPEST = 3;

/** Lists of steps with all that a rule can say, in any nesting; ids by their place in the tree. */
export const randomSteps: fc.Arbitrary<readonly Step[]> = fc
  .array(drawing(DEEPEST), { minLength: 2, maxLength: 4 })
  .map((draws) => listOf(draws, "s", { mayReturn: true, mayUndo: true }, 0));

interface Where {
  readonly mayReturn: boolean;
  readonly mayUndo: boolean;
}

function listOf(draws: readonly Draw[], prefix: string, where: Where, depth: number): Step[] {
  return draws.map((one, i) => stepOf(one, `${prefix}${i}`, where, depth));
}

function stepOf({ kind, a, b, more }: Draw, id: string, where: Where, depth: number): Step {
  const echo = { id, use: "test.echo", with: { value: "${{ vars.n }}" } };
  const inside = (suffix: string, rest: Partial<Where> = {}) =>
    listOf(more, `${id}${suffix}`, { ...where, ...rest }, depth + 1);
  const isDeep = depth >= DEEPEST;
  if (kind < 20)
    return where.mayUndo
      ? { ...echo, compensate: [{ id: `${id}u`, use: "test.echo", with: { value: "${{ vars.n }}" } }] }
      : echo;
  if (kind < 32) return { id, set: { n: `\${{ vars.n + ${a + 1} }}` } };
  if (kind < 40) return { id, wait: { for: "1s" } };
  if (kind < 45) return { id, call: { rule: "callee", inputs: { n: "${{ vars.n }}" } } };
  if (kind < 49) return { id, use: "test.fail", with: { message: "no", retryable: false } };
  if (kind < 55) return { id, use: "test.fail", with: { message: "no", retryable: false }, onError: "continue" };
  if (kind < 58 && where.mayReturn && depth > 0) return { id, return: "${{ vars.n }}" };
  if (isDeep) return { ...echo, if: `vars.n > ${a * 2}` };
  if (kind < 68) return { id, forEach: Array.from({ length: b }, (_, i) => i), do: inside("l") };
  if (kind < 78) {
    const cases = [{ when: "yes", do: inside("y") }];
    return { id, switch: { on: `vars.n > ${a} ? 'yes' : 'no'`, cases, else: inside("n") } };
  }
  if (kind < 88) {
    const branches = { p: inside("p", { mayReturn: false }), q: inside("q", { mayReturn: false }) };
    return { id, parallel: { branches, onFailure: "continue" } };
  }
  if (kind < 95) return { id, do: inside("d"), onError: inside("e", { mayUndo: false }) };
  return { id, if: `vars.n < ${a * 3}`, do: inside("i") };
}

export interface Expected {
  readonly state: "success" | "failed";
  readonly output: unknown;
  /** The outputs of the actions that came to a good end, by `id iteration`. */
  readonly outputs: ReadonlyMap<string, unknown>;
  /** What is undone, in its order. */
  readonly undone: readonly string[];
}

class Failed extends Error {}
class Returned extends Error {
  readonly value: unknown;
  constructor(value: unknown) {
    super();
    this.value = value;
  }
}

interface Lane {
  readonly vars: { n: number };
  readonly path: string;
  readonly undo: { readonly key: string }[];
}

/** What a list of steps comes to when nothing ever goes wrong with the machine. */
export function expectedOf(steps: readonly Step[]): Expected {
  const outputs = new Map<string, unknown>();
  const lane: Lane = { vars: { n: 0 }, path: "", undo: [] };
  const undone = () => lane.undo.map(({ key }) => key).toReversed();
  try {
    runList(steps, lane, outputs);
    return { state: "success", output: null, outputs, undone: [] };
  } catch (error) {
    if (error instanceof Returned) return { state: "success", output: error.value, outputs, undone: [] };
    if (error instanceof Failed) return { state: "failed", output: null, outputs, undone: undone() };
    throw error;
  }
}

function runList(steps: readonly Step[], lane: Lane, outputs: Map<string, unknown>): void {
  for (const step of steps) runStep(step, lane, outputs);
}

function runStep(step: Step, lane: Lane, outputs: Map<string, unknown>): void {
  const { vars, path, undo } = lane;
  if (step["if"] !== undefined && !compare(step["if"] as string, vars.n)) return;
  const nested = (key: string) => step[key] as readonly Step[];
  const id = String(step["id"]);
  if (step["use"] === "test.echo") {
    outputs.set(`${id} ${path}`, vars.n);
    if (step["compensate"] !== undefined) undo.push({ key: `${id}u ${path}` });
  } else if (step["use"] === "test.fail") {
    if (step["onError"] === undefined) throw new Failed();
  } else if (step["set"] !== undefined) {
    vars.n += Number(/\+ (\d)/.exec(JSON.stringify(step["set"]))?.[1]);
  } else if ("return" in step) {
    throw new Returned(vars.n);
  } else if (step["forEach"] !== undefined) {
    for (const index of step["forEach"] as number[])
      runList(nested("do"), { ...lane, path: path === "" ? `${index}` : `${path}/${index}` }, outputs);
  } else if (step["switch"] !== undefined) {
    const { on, cases, else: otherwise } = step["switch"] as { on: string; cases: { do: Step[] }[]; else: Step[] };
    runList(compare(on, vars.n) ? (cases[0]?.do ?? []) : otherwise, lane, outputs);
  } else if (step["parallel"] !== undefined) {
    runBranches((step["parallel"] as { branches: Record<string, Step[]> }).branches, lane, outputs);
  } else if (step["do"] !== undefined) {
    try {
      runList(nested("do"), lane, outputs);
    } catch (error) {
      if (!(error instanceof Failed) || step["onError"] === undefined) throw error;
      runList(nested("onError"), lane, outputs);
    }
  }
}

/** Each branch has its own variables; what it changed is taken over, and the later branch wins. */
function runBranches(branches: Readonly<Record<string, Step[]>>, lane: Lane, outputs: Map<string, unknown>): void {
  const before = lane.vars.n;
  const ends = Object.values(branches).map((steps) => {
    const branch = { ...lane, vars: { n: before } };
    try {
      runList(steps, branch, outputs);
      return { n: branch.vars.n };
    } catch (error) {
      if (!(error instanceof Failed)) throw error;
      return { error };
    }
  });
  for (const { error } of ends) if (error !== undefined) throw error;
  for (const { n } of ends) if (n !== undefined && n !== before) lane.vars.n = n;
}

function compare(condition: string, n: number): boolean {
  const [, operator, limit] = /vars\.n ([<>]) (\d+)/.exec(condition) ?? [];
  return operator === "<" ? n < Number(limit) : n > Number(limit);
}
