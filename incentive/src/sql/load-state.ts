import type { Queryable } from "@belfry/store";
import type { PersonFigures } from "../evaluate/evaluation-state.ts";

/** The figures of these people, by their keys. */
export async function loadPeople(
  db: Queryable,
  campaignId: number,
  keys: readonly string[],
): Promise<Map<string, PersonFigures>> {
  const { rows } = await db.query<PersonFigures & { readonly key: string }>({
    name: "incentive-load-people",
    text: `
      select key, count, total_fen as "totalFen", performance_fen as "performanceFen", platform_count as "platformCount",
             platform_fen as "platformFen", platform_performance_fen as "platformPerformanceFen",
             self_referral_count as "selfReferralCount", self_referral_fen as "selfReferralFen", held
      from belfry.incentive_people where campaign_id = $1 and key = any($2::text[])`,
    values: [campaignId, keys],
  });
  return new Map(rows.map(({ key, ...figures }) => [key, figures]));
}

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

/** Those of these hashes of project addresses that had their award. */
export async function loadAddresses(
  db: Queryable,
  campaignId: number,
  hashes: readonly Buffer[],
): Promise<Set<string>> {
  const { rows } = await db.query<{ hash: string }>({
    name: "incentive-load-addresses",
    text: `
      select encode(address_hash, 'hex') as hash from belfry.incentive_addresses
      where campaign_id = $1 and address_hash = any($2::bytea[])`,
    values: [campaignId, hashes],
  });
  return new Set(rows.map(({ hash }) => hash));
}
