/** One thing that a check of ours refuses. */
export interface Finding {
  /** The file, relative to the checkout. */
  readonly path: string;
  /** Counted from 1; left out when the whole file is meant. */
  readonly line?: number;
  /** What is wrong, in a few words. */
  readonly problem: string;
  /** Why it matters and what to do instead. */
  readonly remedy: string;
}

/** Prints the findings, the remedy once per kind of problem, and returns the exit code: 0 when there are none. */
export function printFindings(findings: readonly Finding[]): 0 | 1 {
  for (const [remedy, group] of Map.groupBy(findings, (finding) => finding.remedy)) {
    for (const { path, line, problem } of group)
      console.error(`${path}${line === undefined ? "" : `:${line}`}  ${problem}`);
    console.error(`  → ${remedy}\n`);
  }
  return findings.length === 0 ? 0 : 1;
}
