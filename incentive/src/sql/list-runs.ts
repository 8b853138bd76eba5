import type { Queryable } from "@belfry/store";
import type { FactChange } from "../evaluate/contract-facts.ts";
import type { RunCounts } from "./count-run.ts";
import type { CorrectionKind } from "./insert-correction.ts";

export interface ListedRun extends RunCounts {
  readonly id: number;
  readonly revision: string;
  readonly source: string;
  readonly state: "running" | "done" | "failed" | "interrupted";
  readonly executionId: number | null;
  readonly author: string;
  readonly reason: string | null;
  readonly startedAt: Date;
  readonly endedAt: Date | null;
  /** The file with what it read; null: it kept none. */
  readonly archive: {
    readonly bytes: number;
    /** Until when it is kept, or was. */
    readonly until: Date;
    readonly state: "kept" | "gone";
  } | null;
}

interface RunRow extends Omit<ListedRun, "archive"> {
  readonly bytes: number | null;
  readonly until: Date | null;
  readonly kept: boolean;
}

export interface ListPage {
  readonly before?: number | undefined;
  readonly limit: number;
}

/** The runs of a campaign, the newest first. */
export async function listRuns(db: Queryable, campaignId: number, { before, limit }: ListPage): Promise<ListedRun[]> {
  const { rows } = await db.query<RunRow>({
    name: "incentive-list-runs",
    text: `
      select id, revision, source, state, execution_id as "executionId", author, reason, rows, booked, known,
             left_out as "leftOut", quarantined, proposed, rewards, started_at as "startedAt", ended_at as "endedAt",
             archive_bytes as bytes, archive_until as until,
             archive is not null and archive_until > belfry.now() as kept
      from belfry.incentive_runs
      where campaign_id = $1 and ($2::bigint is null or id < $2)
      order by id desc limit $3`,
    values: [campaignId, before ?? null, limit],
  });
  return rows.map(({ bytes, until, kept, ...run }) => ({
    ...run,
    archive: bytes === null || until === null ? null : { bytes, until, state: kept ? "kept" : "gone" },
  }));
}

/** A row that was put aside. */
export interface ListedQuarantine {
  readonly id: number;
  readonly source: string;
  readonly row: number;
  readonly contract: string | null;
  readonly code: string;
  readonly column: string | null;
  /** What the texts of its code name; null: it was put aside by an older version. */
  readonly values: Readonly<Record<string, string>> | null;
  readonly message: string;
  readonly remedy: string;
  readonly raw: Readonly<Record<string, unknown>>;
  readonly times: number;
  readonly firstAt: Date;
  readonly lastAt: Date;
  readonly resolvedAt: Date | null;
}

/** A correction that was proposed, booked or dismissed. */
export interface ListedCorrection {
  readonly id: number;
  readonly contract: string | null;
  readonly kind: CorrectionKind;
  readonly state: "proposed" | "booked" | "dismissed";
  readonly amountFen: number | null;
  readonly beforeFen: number | null;
  readonly facts: readonly FactChange[] | null;
  readonly revision: string | null;
  readonly entries: number | null;
  readonly reason: string;
  readonly author: string;
  readonly createdAt: Date;
  readonly decidedAt: Date | null;
  readonly decidedBy: string | null;
  /** Why it was dismissed. */
  readonly decisionReason: string | null;
}
