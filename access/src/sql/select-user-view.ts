import type { Queryable } from "@belfry/store";
import { userColumns, type User } from "./user-columns.ts";

/** The person with this name, however it is capitalised. */
export async function selectUserView(db: Queryable, name: string): Promise<User | undefined> {
  const { rows } = await db.query<User>({
    name: "access-select-user-view",
    text: `select ${userColumns} from belfry.users u where lower(u.name) = lower($1)`,
    values: [name],
  });
  return rows[0];
}
