import type { Scope } from "@belfry/model";
import { ruleColumns, type RuleStatus } from "./rule-row.ts";

/** Where a list of rules is, and in which order. Equal places are told apart by the rule's own name. */
export interface RulePlace {
  readonly place: string;
  readonly rule: string;
}

export interface RuleSelection {
  /** Whether the archived ones as well, where no status is named. */
  readonly archived: boolean;
  readonly status: RuleStatus | null;
  /** Labels that it must have. */
  readonly labels: Readonly<Record<string, string>> | null;
  /** The folder in which it lies, or below which. */
  readonly folder: string | null;
  /** Part of its names, of its description, or of the id or kind of one of its triggers and actions, in any case. */
  readonly text: string | null;
  /** The kind of one of its triggers; `none`: it has no trigger. */
  readonly trigger: string | null;
  /** The name of the files it is kept in. */
  readonly source: string | null;
  readonly scope: Scope | null;
  readonly sort: "rule" | "name" | "folder" | "createdAt" | "updatedAt";
  readonly descending: boolean;
  readonly after: RulePlace | null;
  /** Null: all of them. */
  readonly limit: number | null;
}

// A moment as a text that sorts like it and reads like the one in an answer: a cursor is made from answers.
const moment = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

const sortKey = `case $5 when 'name' then r.name when 'folder' then v.folder when 'createdAt' then ${moment("r.created_at")}
        when 'updatedAt' then ${moment("r.updated_at")} else r.slug end collate "C"`;

// The kind of a trigger is one of its keys.
const triggersFit = `case $11 when 'none' then coalesce(jsonb_array_length(v.definition -> 'triggers'), 0) = 0
          else exists (select from jsonb_array_elements(v.definition -> 'triggers') t where t ? $11) end`;

/** The text of a list in one of the two directions. */
export const listingText = (
  order: "asc" | "desc",
): string => `select ${ruleColumns} from belfry.rules r join belfry.rule_versions v on v.rule_id = r.id and v.version = r.version
      where (case when $1::text is null then r.status <> 'archived' or $2 else r.status = $1 end)
        and ($3::jsonb is null or r.labels @> $3)
        and ($4::text is null or strpos(v.search, lower($4)) > 0)
        and ($10::text is null or v.folder = $10 or starts_with(v.folder, $10 || '/'))
        and ($11::text is null or ${triggersFit})
        and ($12::text is null or r.source = $12)
        and ($6::jsonb is null or belfry.labels_in_scope(r.labels, $6))
        and ($7::text is null or (${sortKey}, r.slug) ${order === "asc" ? ">" : "<"} ($7, $8))
      order by ${sortKey} ${order}, r.slug ${order} limit $9`;

/** What its parameters mean. */
export function listingValues(selection: RuleSelection): unknown[] {
  const { status, archived, labels, text, sort, scope, after, limit, folder, trigger, source } = selection;
  const place = [after?.place ?? null, after?.rule ?? null];
  return [status, archived, labels, text, sort, scope, ...place, limit, folder, trigger, source];
}
