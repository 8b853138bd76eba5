import { jsonChanges, kindOfChange, type CompareLists, type JsonChange } from "@belfry/model";

/** One place where two revisions of a campaign differ. */
export interface CampaignChangeAt extends JsonChange {
  /** `tiers.levels.达标奖.from`, `caps.perContract`. */
  readonly path: string;
  readonly kind: "added" | "removed" | "changed";
}

/**
 * What changed from one revision of a campaign to another, as they were saved: amounts in yuan. Awards are compared by their
 * names, wherever they stand in their list.
 *
 * @param before undefined: everything was added
 */
export function campaignChanges(before: unknown, after: unknown): CampaignChangeAt[] {
  const changes = jsonChanges(rulesOf(before ?? {}), rulesOf(after), "", byAward);
  return changes.map((change) => ({ ...change, kind: kindOfChange(change) }));
}

/** What they are called is no difference between them. */
function rulesOf(definition: unknown): unknown {
  const { revision: _revision, ...rules } = definition as Readonly<Record<string, unknown>>;
  return rules;
}

const byAward: CompareLists<JsonChange> = (before, after, path) => {
  if (![...before, ...after].every((item) => awardOf(item) !== undefined)) return undefined;
  return jsonChanges(named(before), named(after), path, byAward);
};

function named(items: readonly unknown[]): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    items.map((item) => {
      const { award: _award, ...rest } = typeof item === "string" ? {} : (item as Readonly<Record<string, unknown>>);
      return [awardOf(item) ?? "", rest];
    }),
  );
}

/** An award stands in a list by its name, or with the amount from which it is earned. */
function awardOf(item: unknown): string | undefined {
  if (typeof item === "string") return item;
  if (typeof item !== "object" || item === null || !("award" in item)) return undefined;
  return typeof item.award === "string" ? item.award : undefined;
}
