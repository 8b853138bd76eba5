import type { Tx } from "@belfry/store";

export interface QuarantinedRow {
  /** Tells whether a row that comes again is the same one. */
  readonly fingerprint: Buffer;
  readonly row: number;
  readonly contractId: string | null;
  readonly code: string;
  /** What its texts name. */
  readonly values: Readonly<Record<string, string>>;
  readonly column: string | null;
  readonly message: string;
  readonly remedy: string;
  readonly raw: Readonly<Record<string, string>>;
}

/** Puts rows aside. One that lies there already is only counted; how many are new is returned. */
export async function quarantineRows(
  tx: Tx,
  { campaignId, run, source }: { readonly campaignId: number; readonly run: number; readonly source: string },
  faults: readonly QuarantinedRow[],
): Promise<void> {
  await tx.query({
    name: "incentive-quarantine-rows",
    text: `
      insert into belfry.incentive_quarantine as q (campaign_id, source, first_run, last_run, first_at, last_at, fingerprint,
        row, contract_id, code, column_name, message, remedy, raw, details)
      select $1, $2, $3, $3, (select belfry.now()), (select belfry.now()), v.*
      from unnest($4::bytea[], $5::int[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[], $11::jsonb[],
        $12::jsonb[]) as v
      on conflict (campaign_id, fingerprint) where resolved_at is null do update
      set last_run = excluded.last_run, last_at = excluded.last_at, row = excluded.row, details = excluded.details,
          times = q.times + 1`,
    values: [
      campaignId,
      source,
      run,
      faults.map(({ fingerprint }) => fingerprint),
      faults.map(({ row }) => row),
      faults.map(({ contractId }) => contractId),
      faults.map(({ code }) => code),
      faults.map(({ column }) => column),
      faults.map(({ message }) => message),
      faults.map(({ remedy }) => remedy),
      faults.map(({ raw }) => JSON.stringify(raw)),
      faults.map(({ values }) => JSON.stringify(values)),
    ],
  });
}
