import { column } from "../messages/performance-record.ts";

/** What a contract is read from, by the Chinese name of its column. */
export const contractColumns = {
  id: column.contractId,
  number: column.number,
  housekeeper: column.housekeeper,
  provider: column.provider,
  project: column.project,
  amount: column.amount,
  signedAt: column.signedAt,
  city: column.city,
  paid: column.paid,
  sourceType: column.sourceType,
  address: column.address,
  historicalNumber: column.historicalNumber,
  sourcePerformance: column.performance,
  conversion: column.conversion,
} as const;
export type ContractField = keyof typeof contractColumns;

/** What a header may call a column: `合同ID(_id)`, `合同ID` or `_id`. */
function namesOf(name: string): string[] {
  const parts = /^(?<chinese>[^(]+)\((?<english>[^)]+)\)$/.exec(name)?.groups;
  return parts === undefined ? [name] : [name, parts["chinese"] ?? "", parts["english"] ?? ""];
}

const fieldOfName = new Map<string, ContractField>(
  (Object.keys(contractColumns) as ContractField[]).flatMap((field) =>
    // 工单类型 alone is a column of the performance list, with 平台单 in it and no number.
    namesOf(contractColumns[field])
      .filter((name) => name !== column.orderType)
      .map((name): [string, ContractField] => [name, field]),
  ),
);

/** Which field a column of this name holds; nothing for a column that no campaign asks for. */
export function fieldOf(name: string): ContractField | undefined {
  return fieldOfName.get(name.trim());
}

/** Where each field stands in a header, from 0. */
export type FieldPlaces = Readonly<Partial<Record<ContractField, number>>>;

/** Finds the columns of contracts in a header, whatever order they have. Of two with one name the first counts. */
export function findColumns(header: readonly string[]): FieldPlaces {
  const places: Partial<Record<ContractField, number>> = {};
  for (const [place, name] of header.entries()) {
    const field = fieldOf(name);
    if (field !== undefined) places[field] ??= place;
  }
  return places;
}
