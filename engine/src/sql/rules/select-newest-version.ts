import type { Tx } from "@belfry/store";
import type { RuleRow } from "./rule-row.ts";

/** What a rule is now. */
export async function selectNewestVersion(
  tx: Tx,
  ruleId: number,
): Promise<Pick<RuleRow, "slug" | "version" | "sendsSince"> | undefined> {
  const { rows } = await tx.query<Pick<RuleRow, "slug" | "version" | "sendsSince">>({
    name: "select-newest-version",
    text: `select slug, version, sends_since as "sendsSince" from belfry.rules where id = $1`,
    values: [ruleId],
  });
  return rows[0];
}
