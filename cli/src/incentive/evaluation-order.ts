import type { ColumnNames } from "@belfry/incentive";

/** What the thread that evaluates is asked to do. */
export interface EvaluationOrder {
  readonly campaign: string;
  readonly revision?: string;
  readonly contracts: string;
  readonly column?: ColumnNames;
  readonly state?: string;
  readonly campaigns?: string;
  readonly json: boolean;
  /** Columns of the terminal. */
  readonly width: number;
}

/** What it tells: a piece of the output, which it waits for, or why it ended. */
export type EvaluationReport =
  | { readonly kind: "text"; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly kind: "failed"; readonly error: Readonly<Record<string, unknown>> & { readonly name: string } };
