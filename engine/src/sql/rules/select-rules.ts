import type { Queryable } from "@belfry/store";
import type { RuleRow } from "./rule-row.ts";
import { listingText, listingValues, type RuleSelection } from "./rule-selection.ts";

const text = listingText("asc");

/** The rules that fit, from the beginning of their order. */
export async function selectRules(db: Queryable, selection: RuleSelection): Promise<RuleRow[]> {
  const { rows } = await db.query<RuleRow>({ name: "select-rules", text, values: listingValues(selection) });
  return rows;
}
