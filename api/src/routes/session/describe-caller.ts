import type { Caller } from "@belfry/access";
import type { z } from "zod";
import type { CallerView } from "../../schemas/session.ts";

export function describeCaller({ kind, name, role, permissions, scope, pending }: Caller): z.output<typeof CallerView> {
  return { kind, name, role, permissions: [...permissions].toSorted(), scope, pending };
}
