import { isDeepStrictEqual } from "node:util";
import { precedence } from "./precedence.ts";
import type { GoldenSuite } from "./suite.ts";

export interface GoldenResult {
  readonly passed: number;
  readonly failed: number;
}

/** Runs suites and reports each failed case with what was expected and what came. */
export async function runGolden(suites: readonly GoldenSuite[], say: (line: string) => void): Promise<GoldenResult> {
  let passed = 0;
  let failed = 0;
  for (const suite of suites) {
    if (suite.cases.length === 0) continue;
    const changed = new Map<string, number>();
    let good = 0;
    for (const golden of suite.cases) {
      let { expected } = golden;
      for (const entry of precedence) {
        if (entry.suite !== suite.name) continue;
        const decided = entry.transform(golden.input, expected);
        if (!isDeepStrictEqual(decided, expected)) changed.set(entry.reason, (changed.get(entry.reason) ?? 0) + 1);
        expected = decided;
      }
      const actual: unknown = await golden
        .run()
        .catch((error: unknown) => ({ error: error instanceof Error ? error.message : String(error) }));
      if (isDeepStrictEqual(actual, expected)) good += 1;
      else
        say(
          `FAILED ${suite.name} ${golden.label}\n  expected ${JSON.stringify(expected)}\n  got      ${JSON.stringify(actual)}`,
        );
    }
    passed += good;
    failed += suite.cases.length - good;
    say(`${suite.name}: ${good} of ${suite.cases.length}`);
    for (const [reason, n] of changed) say(`  ${n} decided by the specification: ${reason}`);
  }
  return { passed, failed };
}
