import type { ExecutionDetail } from "@belfry/engine";
import type { Dormitory } from "./start-dormitory.ts";
import { until } from "./until.ts";

/** The parents of the rule so far, oldest first, as soon as there are so many and all of them have ended. */
export async function mornings(dormitory: Dormitory, count: number): Promise<ExecutionDetail[]> {
  const ids = await until(`the rule fires ${count} times`, async () => {
    const { items } = await dormitory.api<{ items: { id: number }[] }>(
      "GET",
      "/v1/executions?rule=dorm-late-return&roots=true",
    );
    return items.length >= count ? items.map(({ id }) => id).toReversed() : undefined;
  });
  return Promise.all(ids.map((id) => dormitory.ended(id)));
}
