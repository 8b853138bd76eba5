import type { Queryable } from "@belfry/store";

/** An enabled administrator, as far as a sign-in in their name goes. */
export interface RiskyPerson {
  readonly name: string;
  /** The password is the one of the first start. */
  readonly firstPassword: boolean;
  readonly secondFactor: boolean;
  /** Signs in through a provider only: its second factor is the provider's. */
  readonly withoutPassword: boolean;
}

export async function selectRiskyPeople(db: Queryable): Promise<RiskyPerson[]> {
  const { rows } = await db.query<RiskyPerson>({
    name: "access-select-risky-people",
    text: `
      select u.name, u.password_hash is not null and u.password_changed_at = u.created_at
          and u.id = (select min(id) from belfry.users) as "firstPassword",
        exists (select from belfry.second_factors f where f.user_id = u.id and f.confirmed_at is not null)
          as "secondFactor",
        u.password_hash is null as "withoutPassword"
      from belfry.users u where u.role = 'administrator' and u.enabled order by u.name`,
  });
  return rows;
}
