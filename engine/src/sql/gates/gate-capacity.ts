/**
 * How many hold places at a gate at the most, in SQL: what the newest version of the rule says, or the limit of the label.
 * Null when nothing limits it any more.
 */
export function gateCapacity(gate: string): string {
  return `case when ${gate} like 'label:%'
          then (select l.concurrency from belfry.limits l where l.kind = 'label' and l.name = substr(${gate}, 7))
          else (
            select (v.definition -> 'concurrency' ->> 'limit')::int
            from belfry.rules r join belfry.rule_versions v on v.rule_id = r.id and v.version = r.version
            where r.id = split_part(${gate}, ':', 2)::int) end`;
}
