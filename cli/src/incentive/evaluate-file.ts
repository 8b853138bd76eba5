import type { Campaign, ColumnNames, EvaluatedRow, EvaluationState, RowFault } from "@belfry/incentive";

/** What became of the rows of a file. */
export interface FileCounts {
  /** Rows of the file, without its header. */
  readonly read: number;
  /** Those that got a row of the performance list. */
  readonly evaluated: number;
  /** Those that had their row before. */
  readonly known: number;
  /** Those that the campaign does not take by their order type. */
  readonly otherSourceType: number;
  /** Those that are wrong. */
  readonly quarantined: number;
}

/** Told as a file is evaluated; nothing of its rows is kept, so that it may be as long as it likes. */
export interface FileEvaluation {
  row(row: EvaluatedRow): void | Promise<void>;
  fault(fault: RowFault): void;
}

interface FileToEvaluate {
  readonly campaign: Campaign;
  readonly columns?: ColumnNames | undefined;
  readonly state?: EvaluationState | undefined;
  readonly told: FileEvaluation;
}

/** Evaluates a CSV file without a server, from a state or from nothing. */
export async function evaluateFile(
  path: string,
  { campaign, columns, state, told }: FileToEvaluate,
): Promise<{ readonly counts: FileCounts; readonly state: EvaluationState }> {
  const { readContractFile, startEvaluation } = await import("@belfry/incentive");
  const evaluation = startEvaluation(campaign, state);
  const counts = { read: 0, evaluated: 0, known: 0, otherSourceType: 0, quarantined: 0 };
  for await (const read of readContractFile(path, campaign, { columns })) {
    counts.read += 1;
    if ("fault" in read) {
      counts.quarantined += 1;
      told.fault(read.fault);
      continue;
    }
    const outcome = evaluation.add(read.contract);
    if (outcome.kind === "row") {
      counts.evaluated += 1;
      const taken = told.row(outcome.row);
      if (taken !== undefined) await taken;
    } else counts[outcome.kind] += 1;
  }
  return { counts, state: evaluation.state() };
}
