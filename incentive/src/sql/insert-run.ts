import type { Tx } from "@belfry/store";

/** Begins a run. Others of the campaign that have no end are noted as interrupted: their process is gone, or ends them itself. */
export async function insertRun(
  tx: Tx,
  run: {
    readonly campaignId: number;
    readonly revision: string;
    readonly source: string;
    readonly executionId: number | null;
    readonly author: string;
  },
): Promise<number> {
  const { rows } = await tx.query<{ id: number }>({
    name: "incentive-insert-run",
    text: `
      with left_over as (
        update belfry.incentive_runs set state = 'interrupted', ended_at = belfry.now()
        where campaign_id = $1 and state = 'running')
      insert into belfry.incentive_runs (campaign_id, revision, source, execution_id, author, started_at)
      values ($1, $2, $3, $4, $5, belfry.now())
      returning id`,
    values: [run.campaignId, run.revision, run.source, run.executionId, run.author],
  });
  return rows[0]?.id ?? 0;
}
