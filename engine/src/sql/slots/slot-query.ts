import type { Scope } from "@belfry/model";

export interface SlotQuery {
  readonly ruleId: number;
  readonly from: Date;
  readonly until: Date;
  readonly limit: number;
  readonly scope: Scope | null;
}
