export interface TriggerKey {
  readonly ruleId: number;
  readonly keyHash: Buffer;
}
