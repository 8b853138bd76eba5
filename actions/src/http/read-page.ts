import { ActionFailure, type ActionContext, type GuardedResponse, type Row, valueAt } from "@belfry/plugin-kit";
import { checkStatus, requireJson, runChecks, withoutQuery, type AnswerRules } from "./check-answer.ts";
import { failureMessage } from "./failure-message.ts";
import { wholeNumber } from "./page-walk.ts";
import type { PagingInput, PagingMessagesInput } from "./paging-fields.ts";
import { readBytes, responseNames, textOf } from "./read-answer.ts";

export interface ReadPage {
  readonly json: unknown;
  readonly rows: readonly Row[];
  /** What this answer says; nothing if it says nothing. */
  readonly total: number | undefined;
}

export interface PageRules extends AnswerRules {
  readonly messages: PagingMessagesInput | undefined;
  readonly paging: PagingInput;
  readonly maxBytes: number;
  /** Counted from 0. */
  readonly page: number;
}

/**
 * Reads one page. The first one must say how many rows there are, if the rule says where. Where there are none, the list
 * may be missing.
 * @throws ActionFailure `HTTP_STATUS`, `HTTP_NOT_JSON`, `HTTP_CHECK`, `PAGING_TOTAL_MISSING`, `PAGING_ROWS_MISSING`
 */
export async function readPage(ctx: ActionContext, response: GuardedResponse, rules: PageRules): Promise<ReadPage> {
  await checkStatus(ctx, response, rules);
  const bytes = await readBytes(response, { maxBytes: rules.maxBytes, remedy: "Ask for smaller pages." });
  const json = requireJson(ctx, response, textOf(bytes, response), rules);
  runChecks(ctx, responseNames(response, { json }), rules);
  const { paging, page } = rules;
  const total = paging.total === undefined ? undefined : wholeNumber(valueAt(json, paging.total));
  if (page === 0 && paging.total !== undefined && total === undefined) {
    throw missing(ctx, response, { rules, message: "totalMissing", code: "PAGING_TOTAL_MISSING", field: paging.total });
  }
  const rows = valueAt(json, paging.rows);
  if (Array.isArray(rows)) return { json, rows: rows.map(asRow), total };
  if (total === 0) return { json, rows: [], total };
  throw missing(ctx, response, { rules, message: "rowsMissing", code: "PAGING_ROWS_MISSING", field: paging.rows });
}

/** A list of plain values becomes rows with one column. */
function asRow(row: unknown): Row {
  return typeof row === "object" && row !== null && !Array.isArray(row) ? (row as Row) : { value: row };
}

function missing(
  ctx: ActionContext,
  response: GuardedResponse,
  options: { rules: PageRules; message: "totalMissing" | "rowsMissing"; code: string; field: string },
): ActionFailure {
  const { rules, message, code, field } = options;
  const names = { ...rules.names, field, response: responseNames(response) };
  const what = message === "totalMissing" ? "number" : "list";
  const place = field === "" ? `is no ${what}` : `has no ${what} at "${field}"`;
  const otherwise = `The answer of ${new URL(response.url).host} for page ${rules.page} ${place}.`;
  return new ActionFailure(failureMessage(ctx, rules.messages?.[message], { names, otherwise }), {
    class: "external",
    code,
    details: { field, page: rules.page, url: withoutQuery(response.url) },
  });
}
