import type { ProviderReply } from "../answer-message.ts";
import type { MetabaseParameter, Question } from "./read-question.ts";

/** A saved question. */
export interface MetabaseCard {
  readonly id: number;
  /** @default `Card` and its number */
  readonly name?: string;
  readonly columns: readonly { readonly name: string; readonly displayName: string }[];
  /** Called with the parameters of each call. */
  readonly rows: (parameters: readonly MetabaseParameter[]) => readonly (readonly unknown[])[];
  /** Set to let the query fail: what the database said. */
  readonly error?: string;
}

/** What its ordinary endpoints give at most. */
const BARE_ROWS = 2_000;

/** The answer to a query: all rows of an export, and 2,000 at most otherwise. @param success the status of its version */
export function answeredQuestion(
  { columns, rows: rowsFor, error }: MetabaseCard,
  { parameters, kind }: Extract<Question, { kind: "rows" | "export" }>,
  success: 200 | 202 | undefined,
): ProviderReply {
  if (error !== undefined)
    return { status: 202, unseen: true, body: { status: "failed", error, data: { rows: [], cols: [] } } };
  const rows = rowsFor(parameters);
  if (kind === "export") {
    const named = rows.map((row) => Object.fromEntries(columns.map(({ displayName }, at) => [displayName, row[at]])));
    return { status: success ?? 200, body: named };
  }
  const given = rows.slice(0, BARE_ROWS);
  const cols = columns.map(({ name, displayName }) => ({ name, display_name: displayName, base_type: "type/Text" }));
  const data = { rows: given, cols, ...(rows.length > BARE_ROWS && { rows_truncated: BARE_ROWS }) };
  return { status: success ?? 202, body: { status: "completed", row_count: given.length, data } };
}
