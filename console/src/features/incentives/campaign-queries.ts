import type { CampaignSaved } from "@belfry/client";
import { keepPreviousData, queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { belfry } from "../../api/index.ts";
import { incentiveKeys } from "./incentive-queries.ts";
import { withoutNothing } from "./incentive-search.ts";

const PAGE = 50;

export const campaignListQuery = queryOptions({
  queryKey: incentiveKeys.campaigns,
  queryFn: () => belfry.incentives.campaigns(),
});

export function campaignQuery(campaign: string) {
  return queryOptions({
    queryKey: [...incentiveKeys.one(campaign), "definition"],
    queryFn: () => belfry.incentives.campaign(campaign),
  });
}

export function entriesQuery(campaign: string, month: string | undefined, cursor: string | undefined) {
  return queryOptions({
    queryKey: [...incentiveKeys.one(campaign), "entries", month, cursor],
    queryFn: () => belfry.incentives.entries(campaign, { limit: PAGE, ...withoutNothing({ month, cursor }) }),
    placeholderData: keepPreviousData,
  });
}

export function runsQuery(campaign: string, cursor: string | undefined) {
  return queryOptions({
    queryKey: [...incentiveKeys.one(campaign), "runs", cursor],
    queryFn: () => belfry.incentives.runs(campaign, { limit: PAGE, ...withoutNothing({ cursor }) }),
    placeholderData: keepPreviousData,
  });
}

export function quarantineQuery(campaign: string, isAll: boolean, cursor: string | undefined) {
  return queryOptions({
    queryKey: [...incentiveKeys.one(campaign), "quarantine", isAll, cursor],
    queryFn: () =>
      belfry.incentives.quarantine(campaign, {
        limit: PAGE,
        ...(!isAll && { open: true }),
        ...withoutNothing({ cursor }),
      }),
    placeholderData: keepPreviousData,
  });
}

export function correctionsQuery(campaign: string, isAll: boolean, cursor: string | undefined) {
  return queryOptions({
    queryKey: [...incentiveKeys.one(campaign), "corrections", isAll, cursor],
    queryFn: () =>
      belfry.incentives.corrections(campaign, {
        limit: PAGE,
        ...(!isAll && { state: "proposed" }),
        ...withoutNothing({ cursor }),
      }),
    placeholderData: keepPreviousData,
  });
}

export function settlementsQuery(campaign: string) {
  return queryOptions({
    queryKey: [...incentiveKeys.one(campaign), "settlements"],
    queryFn: () => belfry.incentives.settlements(campaign),
  });
}

/** A campaign that comes with Belfry: `BJ-2025-05@2025-08`. */
export function shippedQuery(name: string) {
  return queryOptions({
    queryKey: [...incentiveKeys.all, "shipped", name],
    queryFn: () => belfry.incentives.shipped(name),
  });
}

export function revisionQuery(campaign: string, revision: string) {
  return queryOptions({
    queryKey: [...incentiveKeys.one(campaign), "revision", revision],
    queryFn: () => belfry.incentives.revision(campaign, revision),
    // A revision that was saved never changes.
    staleTime: Number.POSITIVE_INFINITY,
  });
}

type Plain = Readonly<Record<string, unknown>>;

/** What is to be said of rules before they are saved; it fails with every error of rules that cannot be saved. */
export function checkQuery(definition: Plain) {
  return queryOptions({
    queryKey: [...incentiveKeys.all, "check", definition],
    queryFn: () => belfry.incentives.validateCampaign({ definition }),
    retry: false,
  });
}

export interface ExampleContract {
  readonly amountFen: number;
  readonly orderType: "platform" | "selfReferral";
}

export function previewQuery(definition: Plain, contracts: readonly ExampleContract[]) {
  return queryOptions({
    queryKey: [...incentiveKeys.all, "preview", definition, contracts],
    queryFn: () => belfry.incentives.preview({ definition, contracts: [...contracts] }),
    placeholderData: keepPreviousData,
    retry: false,
  });
}

/** What was done may change every figure. */
function useChange<Input, Output>(change: (input: Input) => Promise<Output>) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: () => queryClient.invalidateQueries({ queryKey: incentiveKeys.all }),
  });
}

export interface CampaignDraft {
  readonly campaign: string;
  readonly definition: Readonly<Record<string, unknown>>;
  readonly labels?: Readonly<Record<string, string>>;
  readonly reason?: string;
}

export const useSaveCampaign = () =>
  useChange(({ campaign, ...body }: CampaignDraft): Promise<CampaignSaved> =>
    belfry.incentives.saveCampaign(campaign, body),
  );

export interface Installation {
  readonly campaign: string;
  readonly revision: string;
  readonly labels?: Readonly<Record<string, string>>;
}

export const useInstallCampaign = () =>
  useChange(({ campaign, ...body }: Installation): Promise<CampaignSaved> =>
    belfry.incentives.installCampaign(campaign, body),
  );

export interface FileRun {
  readonly file: File;
  /** `合同编号=contract_no`, one a line. */
  readonly columns: string;
  readonly complete: boolean;
  readonly announce: boolean;
}

export const useRunFile = (campaign: string) =>
  useChange(({ file, columns, complete, announce }: FileRun) => {
    const pairs = columns
      .split("\n")
      .map((line) => line.trim())
      .filter((line) => line !== "");
    return belfry.incentives.runFile(campaign, file, {
      file: file.name,
      ...(pairs.length > 0 && { columns: pairs.join(";") }),
      complete,
      announce,
    });
  });

export const useCorrect = (campaign: string) =>
  useChange((body: Parameters<typeof belfry.incentives.correct>[1]) => belfry.incentives.correct(campaign, body));

export const useDismiss = (campaign: string) =>
  useChange(({ correction, reason }: { readonly correction: number; readonly reason: string }) =>
    belfry.incentives.dismiss(campaign, correction, reason),
  );

export const useSettle = (campaign: string) => useChange((month: string) => belfry.incentives.settle(campaign, month));

export const useReopen = (campaign: string) =>
  useChange(({ month, reason }: { readonly month: string; readonly reason: string }) =>
    belfry.incentives.reopen(campaign, month, reason),
  );
