import { joinKey, jsonChanges, kindOfChange, type JsonChange } from "../json/json-changes.ts";
import { matchItems } from "./match-items.ts";

/** One place where two versions of a rule differ. */
export interface RuleChange extends JsonChange {
  /** `actions.2.with.to` in the later version; of something removed in the earlier one. */
  readonly path: string;
  /** What it is: `moved` is a step that is as it was, or changed inside, and stands elsewhere among the others. */
  readonly kind: "added" | "removed" | "changed" | "moved";
  /** The id of the innermost trigger or step it belongs to, where that has one. */
  readonly step?: string;
  /** Where something that moved was before. */
  readonly movedFrom?: string;
}

/**
 * What changed from one version of a rule to another. Steps and triggers are compared with those they were, by their ids
 * or else by what they are: one that is put in between is one change and not a change of all that follow.
 */
export function ruleChanges(before: unknown, after: unknown): RuleChange[] {
  return jsonChanges<RuleChange>(before, after, "", compareLists).map((change) => withKind(change));
}

/** A rule has at most 200 steps; a table that stands in a rule as data is compared as a whole. */
const MOST_ITEMS = 500;

function compareLists(before: readonly unknown[], after: readonly unknown[], path: string): RuleChange[] | undefined {
  if (before.length + after.length > MOST_ITEMS || ![...before, ...after].every(isItem)) return undefined;
  const { pairs, removed, moved } = matchItems(before as readonly Item[], after as readonly Item[]);
  const gone = removed.map((i): RuleChange =>
    ofStep(before[i] as Item, { path: joinKey(path, i), kind: "removed", before: before[i] }),
  );
  const present = after.flatMap((item, i): RuleChange[] => {
    const here = joinKey(path, i);
    const was = pairs.get(i);
    if (was === undefined) return [ofStep(item as Item, { path: here, kind: "added", after: item })];
    const inside = jsonChanges<RuleChange>(before[was], item, here, compareLists).map((change) =>
      ofStep(item as Item, withKind(change)),
    );
    if (!moved.has(i)) return inside;
    return [ofStep(item as Item, { path: here, kind: "moved", movedFrom: joinKey(path, was) }), ...inside];
  });
  return [...gone, ...present];
}

type Item = Readonly<Record<string, unknown>>;

function isItem(value: unknown): value is Item {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function withKind(change: JsonChange | RuleChange): RuleChange {
  return "kind" in change ? change : { ...change, kind: kindOfChange(change) };
}

/** The innermost step names a change; the ones around it leave it alone. */
function ofStep({ id }: Item, change: RuleChange): RuleChange {
  return change.step === undefined && typeof id === "string" ? { ...change, step: id } : change;
}
