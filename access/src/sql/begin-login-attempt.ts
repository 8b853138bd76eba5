import type { Queryable } from "@belfry/store";

export interface LoginAttempt {
  /** Whether it may be made. One that is refused is not counted: trying does not lengthen a lock. */
  readonly allowed: boolean;
  /** How long further attempts are refused; 0: they are not. */
  readonly lockedForSeconds: number;
}

export interface LockRule {
  /** So many failures within the window lock. */
  readonly failures: number;
  readonly windowSeconds: number;
  /** The first lock; each further one lasts twice as long. */
  readonly firstLockSeconds: number;
  readonly longestLockSeconds: number;
  /** After so long without an attempt the locks begin anew with the first. */
  readonly forgetSeconds: number;
}

/**
 * Counts an attempt before it is made, and says whether it may be. One statement, so that of many at once no more come
 * through than are allowed; a right password takes the count back. Clears away what is forgotten.
 */
export async function beginLoginAttempt(db: Queryable, name: string, rule: LockRule): Promise<LoginAttempt> {
  const { rows } = await db.query<LoginAttempt>({
    name: "access-begin-login-attempt",
    text: `
      with clock as materialized (select belfry.now() as at),
      forgotten as (
        delete from belfry.login_failures f using clock
        where f.last_at < clock.at - $6 * interval '1 second' and f.name <> $1),
      attempt as (
        insert into belfry.login_failures as f (name, failures, since, last_at)
        select $1, 1, clock.at, clock.at from clock
        on conflict (name) do update set (failures, since, locks, locked_until, last_at) = (
          select
            case when p.fresh then 1 when p.full then 0 else f.failures + 1 end,
            case when p.fresh then excluded.last_at else f.since end,
            case when p.full then p.locks + 1 else p.locks end,
            case when p.full then excluded.last_at + least($4 * 2 ^ p.locks, $5) * interval '1 second' end,
            excluded.last_at
          from (
            select w.fresh, not w.fresh and f.failures + 1 >= $2 as "full", w.locks
            from (
              select f.failures = 0 or f.since < excluded.last_at - $3 * interval '1 second' as fresh,
                case when f.last_at < excluded.last_at - $6 * interval '1 second' then 0 else least(f.locks, 20) end as locks
            ) w
          ) p)
        where f.locked_until is null or f.locked_until <= excluded.last_at
        returning f.locked_until),
      known as (
        select true as allowed, locked_until from attempt
        union all
        select false, f.locked_until from belfry.login_failures f
        where f.name = $1 and not exists (select from attempt))
      select allowed, coalesce(greatest(ceil(extract(epoch from locked_until - clock.at)), 0), 0)::int as "lockedForSeconds"
      from known, clock`,
    values: [
      name,
      rule.failures,
      rule.windowSeconds,
      rule.firstLockSeconds,
      rule.longestLockSeconds,
      rule.forgetSeconds,
    ],
  });
  const [row] = rows;
  if (row === undefined) throw new Error("An attempt to sign in was not counted.");
  return row;
}
