import type { Tx } from "@belfry/store";

export async function saveProjects(tx: Tx, campaignId: number, projects: ReadonlyMap<string, number>): Promise<void> {
  await tx.query({
    name: "incentive-save-projects",
    text: `
      insert into belfry.incentive_projects (campaign_id, project, used_fen)
      select $1, project, used_fen from unnest($2::text[], $3::bigint[]) as v (project, used_fen)
      on conflict (campaign_id, project) do update set used_fen = excluded.used_fen`,
    values: [campaignId, [...projects.keys()], [...projects.values()]],
  });
}
