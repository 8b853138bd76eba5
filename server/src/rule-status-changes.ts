import type { AuditTrail } from "@belfry/access";
import type { StatusChange } from "@belfry/engine";

const actions: Readonly<Record<string, boolean>> = {
  "rules.enable": true,
  "rules.disable": false,
  "rules.archive": false,
  "rules.unarchive": false,
};
/** A rule is saved and started more often than it is enabled; who cares for a change before so many looks at the trail. */
const MOST_LOOKED_AT = 500;

/** The last changes of the status of a rule before a moment, as the audit trail knows them; the newest first. */
export async function ruleStatusChanges(
  trail: Pick<AuditTrail, "list">,
  rule: string,
  before: Date,
): Promise<StatusChange[]> {
  const filter = { action: "rules", subjectKind: "rule", subject: rule, outcome: "done" as const, until: before };
  const entries = await trail.list(filter, { limit: MOST_LOOKED_AT });
  return entries.flatMap(({ at, actor, action }) => {
    const enabled = actions[action];
    return enabled === undefined ? [] : [{ at, by: actor.name, enabled }];
  });
}
