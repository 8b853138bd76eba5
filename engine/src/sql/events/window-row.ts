/** Events of one trigger and one key that come soon after each other. */
export interface WindowKey {
  readonly triggerId: number;
  readonly keyHash: Buffer;
}

export interface WindowGrowth extends WindowKey {
  readonly ruleId: number;
  readonly key: unknown;
  /** How many events came. */
  readonly n: number;
  /** It closes so long after it was opened. */
  readonly openMs: number;
  /** And already when so long no further event came. Empty: only then. */
  readonly quietMs: number | null;
}

/** As the statements read it, in its order. */
export function windowJson(windows: readonly WindowGrowth[]): string {
  return JSON.stringify(
    windows.map(({ triggerId, keyHash, ruleId, key, n, openMs, quietMs }, place) => {
      return { place, triggerId, keyHash: keyHash.toString("hex"), ruleId, key, n, openMs, quietMs };
    }),
  );
}
