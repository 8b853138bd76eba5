import type { Tx } from "@belfry/store";
import type { SealedValue } from "../vault/sealer.ts";

export interface SecondFactorRow extends SealedValue {
  readonly confirmedAt: Date | null;
  /** The step of the last code that was accepted. */
  readonly lastStep: string | null;
  readonly now: Date;
}

/** The second factor of a person, with a lock: of two who send the same code at once only one is let in. */
export async function takeSecondFactor(tx: Tx, userId: number): Promise<SecondFactorRow | undefined> {
  const { rows } = await tx.query<SecondFactorRow>({
    name: "access-take-second-factor",
    text: `
      select key_id as "keyId", nonce, ciphertext, tag, confirmed_at as "confirmedAt", last_step as "lastStep", belfry.now() as now
      from belfry.second_factors where user_id = $1 for update`,
    values: [userId],
  });
  return rows[0];
}
