import type { Queryable } from "@belfry/store";

export interface GeneratingRule {
  readonly rule: string;
  /** What its steps `grid.generate` are given, of this grid. */
  readonly inputs: readonly Readonly<Record<string, unknown>>[];
}

/** The rules that are enabled and generate cells of a grid. */
export async function selectGeneratingRules(db: Queryable, grid: string): Promise<GeneratingRule[]> {
  const { rows } = await db.query<GeneratingRule>({
    name: "select-generating-rules",
    text: `
      select r.slug as rule, jsonb_path_query_array(v.definition,
        'strict $.actions.** ? (@.use == "grid.generate" && @.with.grid == $grid).with', jsonb_build_object('grid', $1::text)) as inputs
      from belfry.rules r join belfry.rule_versions v on v.rule_id = r.id and v.version = r.version
      where r.status = 'enabled' and jsonb_path_exists(v.definition,
        'strict $.actions.** ? (@.use == "grid.generate" && @.with.grid == $grid)', jsonb_build_object('grid', $1::text))
      order by r.slug`,
    values: [grid],
  });
  return rows;
}
