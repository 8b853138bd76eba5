import type { Queryable } from "@belfry/store";

/** Whoever starts executions of cells looks at this grid next, in so many milliseconds or earlier. */
export async function lookAtGridWork(db: Queryable, gridId: number, inMs = 0): Promise<void> {
  await db.query({
    name: "look-at-grid-work",
    text: `
      insert into belfry.grid_work as w (grid_id, look_at) values ($1, belfry.now() + $2::float8 * interval '1 millisecond')
      on conflict (grid_id) do update set look_at = least(w.look_at, excluded.look_at)
      where w.look_at > excluded.look_at`,
    values: [gridId, inMs],
  });
}
