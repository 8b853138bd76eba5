import type { Tx } from "@belfry/store";

export interface NewestDigest {
  readonly line: string;
  readonly id: number;
}

/** The newest digest of each line that has one. Whether it still takes something in is decided when it does. */
export async function findNewestDigests(tx: Tx, lines: readonly string[]): Promise<NewestDigest[]> {
  const { rows } = await tx.query<NewestDigest>({
    name: "notify-find-newest-digests",
    text: `
      select l.line, m.id
      from (select distinct line from unnest($1::text[]) as l (line)) l
      cross join lateral (select id from belfry.messages where digest_of = l.line order by id desc limit 1) m`,
    values: [lines],
  });
  return rows;
}
