import { AppError, type Problem } from "@belfry/model";
import { campaignName, type Campaign } from "../campaign/campaign.ts";
import { remembersProjects } from "../evaluate/count-contract.ts";
import { contractColumns, type ContractField, type FieldPlaces } from "./contract-columns.ts";

/** Which columns a campaign needs; no row may leave them blank. */
export function neededColumns(campaign: Campaign): readonly ContractField[] {
  return [
    "id",
    "housekeeper",
    ...(campaign.person === "管家_服务商" ? (["provider"] as const) : []),
    "number",
    "amount",
    ...(remembersProjects(campaign) ? (["project"] as const) : []),
    "signedAt",
    ...(campaign.performance === "source" ? (["sourcePerformance"] as const) : []),
  ];
}

/** @throws AppError `CONTRACTS_UNREADABLE`, with each column that is missing and those that are there. */
export function refuseMissingColumns(
  campaign: Campaign,
  { header, places, file }: { readonly header: readonly string[]; readonly places: FieldPlaces; readonly file: string },
): void {
  const missing = neededColumns(campaign).filter((field) => places[field] === undefined);
  if (missing.length === 0) return;
  const there = header.map((name) => name.trim()).join(", ");
  throw new AppError("CONTRACTS_UNREADABLE", {
    file,
    row: 1,
    problems: missing.map((field): Problem => ({
      path: `${file} row 1`,
      message: `The column ${contractColumns[field]} is missing; there are: ${there}.`,
      remedy: `Add it under this name, or under one of its parts. ${campaignName(campaign)} cannot be evaluated without it.`,
    })),
  });
}
