import type { Queryable } from "@belfry/store";
import type { RuleRow } from "./rule-row.ts";
import { listingText, listingValues, type RuleSelection } from "./rule-selection.ts";

const text = listingText("desc");

/** The rules that fit, from the end of their order. */
export async function selectRulesDescending(db: Queryable, selection: RuleSelection): Promise<RuleRow[]> {
  const { rows } = await db.query<RuleRow>({ name: "select-rules-descending", text, values: listingValues(selection) });
  return rows;
}
