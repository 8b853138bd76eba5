export interface SlotQuery {
  readonly ruleId: number;
  readonly from: Date;
  readonly until: Date;
  readonly limit: number;
}
