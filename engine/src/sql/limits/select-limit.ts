import type { Queryable } from "@belfry/store";
import { limitColumns, type LimitKind, type LimitRow } from "./limit-row.ts";

export async function selectLimit(db: Queryable, kind: LimitKind, name: string): Promise<LimitRow | undefined> {
  const { rows } = await db.query<LimitRow>({
    name: "select-limit",
    text: `select ${limitColumns} from belfry.limits l where l.kind = $1 and l.name = $2`,
    values: [kind, name],
  });
  return rows[0];
}
