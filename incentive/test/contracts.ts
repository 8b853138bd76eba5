import type { Contract } from "@belfry/incentive";

/** A platform order of 10,000 yuan of 管家A; what a test is about is given. */
export function contract(id: string, change: Partial<Contract> = {}): Contract {
  return {
    id,
    number: `HT-${id}`,
    housekeeper: "管家A",
    provider: "服务商A",
    project: `GD-${id}`,
    amountFen: 1_000_000,
    signedAt: "2025-05-02T10:00:00.000+08:00",
    ...change,
  };
}

/** So many contracts, named c1, c2 and so on. */
export function contracts(count: number, change: (index: number) => Partial<Contract> = () => ({})): Contract[] {
  return Array.from({ length: count }, (_unused, i) => contract(`c${i + 1}`, change(i)));
}
