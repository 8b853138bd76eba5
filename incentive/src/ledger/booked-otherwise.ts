/**
 * A contract that is booked and whose source says something else of it: who signed it, when, for which project. Its amount is
 * proposed as a correction; the rest cannot be corrected in the books, and must not go by unseen.
 */
import type { Campaign } from "../campaign/campaign.ts";
import { contractColumns, type ContractField } from "../csv/contract-columns.ts";
import { faultText, type RowFault } from "../csv/row-fault.ts";
import { orderTypeOf, type Contract } from "../evaluate/contract.ts";
import type { KnownContract } from "../sql/load-known.ts";
import { dayOf } from "./ledger-lines.ts";

interface Difference {
  readonly field: ContractField;
  readonly before: string;
  readonly after: string;
}

const orderTypes = { platform: "平台单", selfReferral: "自引单" } as const;

/** What a row says otherwise than the books; undefined: nothing, or the contract does not count any more. */
export function bookedOtherwise(
  campaign: Campaign,
  booked: KnownContract,
  { contract, row }: { readonly contract: Contract; readonly row: number },
): RowFault | undefined {
  if (booked.state === "withdrawn") return undefined;
  const differences = differencesOf(campaign, booked, contract);
  const [first] = differences;
  if (first === undefined) return undefined;
  const listed = differences.map(({ field, before, after }) => `${nameOf(field)} ${before || "–"} → ${after}`);
  return {
    row,
    contractId: contract.id,
    column: contractColumns[first.field],
    // Another difference is another row to look at.
    value: listed.join("; "),
    ...faultText("bookedOtherwise", { contract: contract.id, differences: listed.join("; ") }),
  };
}

function differencesOf(campaign: Campaign, booked: KnownContract, contract: Contract): Difference[] {
  const compared: readonly (Difference | false)[] = [
    { field: "housekeeper", before: booked.housekeeper, after: contract.housekeeper },
    { field: "provider", before: booked.provider, after: contract.provider },
    { field: "project", before: booked.project, after: contract.project },
    { field: "number", before: booked.number, after: contract.number },
    { field: "signedAt", before: booked.day, after: dayOf(contract) },
    contract.sourceType !== undefined && {
      field: "sourceType",
      before: orderTypes[booked.orderType],
      after: orderTypes[orderTypeOf(contract)],
    },
    campaign.selfReferral.award !== undefined && {
      field: "address",
      before: booked.address ?? "",
      after: contract.address ?? "",
    },
    campaign.historicalContracts && {
      field: "historicalNumber",
      before: booked.historicalNumber ?? "",
      after: contract.historicalNumber ?? "",
    },
  ];
  return compared.filter((one) => one !== false && isOtherwise(one)) as Difference[];
}

/** A source without the column says nothing of it, and who was erased is not to be named again. */
function isOtherwise({ before, after }: Difference): boolean {
  return after !== "" && before !== after && !before.includes("[erased]");
}

/** 管家 of 管家(serviceHousekeeper). */
function nameOf(field: ContractField): string {
  return contractColumns[field].replace(/\(.*$/, "");
}
