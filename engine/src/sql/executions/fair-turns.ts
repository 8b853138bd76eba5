/**
 * The turns of executions that become ready, as common table expressions over a source with id, "ruleId", priority and place.
 *
 * Each rule stands in a line of its own, one second apart from the one before, and a line begins where the queue of its band is
 * served now: at the present time, or beyond it when what stands first there is itself far back in a long line. So a rule with a hundred
 * thousand executions goes in turns with all others, and one that begins a line later does not go before all of it either.
 *
 * Read by `select id, band, turn_at from turns`.
 */
export function fairTurns(source: string): string {
  return `lines as materialized (
        select "ruleId" as rule_id, belfry.band_of(priority) as band from ${source} group by 1, 2
      ), bands as materialized (
        select b.band, (
          select q.turn_at - belfry.turn_offset(q.priority) from belfry.execution_queue q
          where q.band = b.band and q.node is null and q.turn_at < 'infinity' order by q.turn_at limit 1) as base
        from (select distinct band from lines) b
      ), bases as materialized (
        select l.rule_id, l.band, greatest((select belfry.now()), b.base, (
          select q.turn_at - belfry.turn_offset(q.priority) + interval '1 second' from belfry.execution_queue q
          where q.rule_id = l.rule_id and q.node is null and q.turn_at < 'infinity' order by q.turn_at desc limit 1)) as base
        from lines l join bands b using (band)
      ), turns as (
        select s.id, b.band,
          b.base + (row_number() over (partition by b.rule_id, b.band order by s.place) - 1) * interval '1 second'
            + belfry.turn_offset(s.priority) as turn_at
        from ${source} s join bases b on b.rule_id = s."ruleId" and b.band = belfry.band_of(s.priority)
      )`;
}
