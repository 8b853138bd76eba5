import type { Queryable } from "@belfry/store";
import { userColumns, type User } from "./user-columns.ts";

export interface UserPage {
  /** Found in the name, the displayed name or the e-mail address. */
  readonly search?: string | undefined;
  /** Only those with an id below. */
  readonly before?: number | undefined;
  readonly limit: number;
}

/** The people of this installation, newest first. */
export async function listUsers(db: Queryable, { search, before, limit }: UserPage): Promise<User[]> {
  const { rows } = await db.query<User>({
    name: "access-list-users",
    text: `
      select ${userColumns}
      from belfry.users u
      where ($1::bigint is null or u.id < $1)
        and ($2::text is null or position(lower($2) in lower(u.name || ' ' || u.display_name || ' ' || coalesce(u.email, ''))) > 0)
      order by u.id desc limit $3`,
    values: [before ?? null, search ?? null, limit],
  });
  return rows;
}
