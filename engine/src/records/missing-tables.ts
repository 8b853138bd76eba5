import { stepsOf, type Problem, type Rule } from "@belfry/model";
import type { Queryable } from "@belfry/store";
import { selectRecordRevisions } from "../sql/records/select-record-revisions.ts";

interface Named {
  readonly path: string;
  readonly table: string;
}

/** Every table of records that a rule names and that is not there: in `lookups`, in its triggers and in its actions. */
export async function missingTables(store: Queryable, rule: Rule): Promise<Problem[]> {
  const named = namedBy(rule);
  if (named.length === 0) return [];
  const found = await selectRecordRevisions(store, [...new Set(named.map(({ table }) => table))]);
  const present = new Set(found.map(({ name }) => name));
  return named
    .filter(({ table }) => !present.has(table))
    .map(({ path, table }) => ({
      path,
      message: `There is no table of records ${table}.`,
      remedy: `Make it (belfry records create ${table}), or correct its name; until then the rule cannot be enabled.`,
    }));
}

function namedBy(rule: Rule): Named[] {
  const lookups = Object.entries(rule.lookups ?? {}).map(([name, { table }]) => ({
    path: `lookups.${name}.table`,
    table,
  }));
  const triggers = (rule.triggers ?? []).flatMap((trigger, i) =>
    isName(trigger["record"]) ? [{ path: `triggers[${i}].record`, table: trigger["record"] }] : [],
  );
  const steps = [...stepsOf(rule)].flatMap(({ step, path }) => {
    const table = step.use?.startsWith("record.") === true ? step.with?.["table"] : undefined;
    return isName(table) ? [{ path: `${path}.with.table`, table }] : [];
  });
  return [...lookups, ...triggers, ...steps];
}

/** A name as it stands; what an expression will name is seen when it runs. */
function isName(value: unknown): value is string {
  return typeof value === "string" && !value.includes("{");
}
