import type { Queryable } from "@belfry/store";

export interface SecondFactorState {
  /** `pending`: set up, and no code of it has been seen yet. */
  readonly state: "off" | "pending" | "on";
  /** Whether an administrator wants this person to have one. */
  readonly required: boolean;
  readonly recoveryCodesLeft: number;
}

export async function selectSecondFactorState(db: Queryable, userId: number): Promise<SecondFactorState> {
  const { rows } = await db.query<SecondFactorState>({
    name: "access-select-second-factor-state",
    text: `
      select case when f.user_id is null then 'off' when f.confirmed_at is null then 'pending' else 'on' end as state,
        u.second_factor_required as required,
        (select count(*)::int from belfry.recovery_codes c where c.user_id = u.id) as "recoveryCodesLeft"
      from belfry.users u left join belfry.second_factors f on f.user_id = u.id
      where u.id = $1`,
    values: [userId],
  });
  return rows[0] ?? { state: "off", required: false, recoveryCodesLeft: 0 };
}
