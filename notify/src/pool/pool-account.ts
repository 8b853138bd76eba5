import type { SendingCaps } from "@belfry/plugin-kit";

/** An account as the pool looks at it. */
export interface PoolAccount {
  readonly name: string;
  /** The tier: lower is asked first. */
  readonly priority: number;
  /** Its part of the work among those of its tier. */
  readonly weight: number;
  readonly caps: SendingCaps;
  /** The zone whose days and months count. */
  readonly zone: string;
}
