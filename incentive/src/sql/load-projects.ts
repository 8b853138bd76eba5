import type { Queryable } from "@belfry/store";

/** What these projects have used up of their cap, in fen. */
export async function loadProjects(
  db: Queryable,
  campaignId: number,
  projects: readonly string[],
): Promise<Map<string, number>> {
  const { rows } = await db.query<{ project: string; usedFen: number }>({
    name: "incentive-load-projects",
    text: `
      select project, used_fen as "usedFen" from belfry.incentive_projects
      where campaign_id = $1 and project = any($2::text[])`,
    values: [campaignId, projects],
  });
  return new Map(rows.map(({ project, usedFen }) => [project, usedFen]));
}
