import type { operations } from "../generated/schema.d.ts";
import { unwrap, type Http } from "../http.ts";

type Names =
  | "incentives.totals"
  | "incentives.export"
  | "incentives.people"
  | "incentives.trend"
  | "incentives.contracts"
  | "incentives.entries"
  | "incentives.runs"
  | "incentives.runFile"
  | "incentives.exportSettlement"
  | "incentives.quarantine"
  | "incentives.corrections";
type Query<Name extends Names> = NonNullable<operations[Name]["parameters"]["query"]>;
type Body<
  Name extends
    | "incentives.run"
    | "incentives.correct"
    | "incentives.saveCampaign"
    | "incentives.installCampaign"
    | "incentives.validateCampaign"
    | "incentives.preview",
> = operations[Name]["requestBody"]["content"]["application/json"];

/** What figures are about; nothing: everything that the reader may see. */
export type IncentiveFilter = Query<"incentives.totals">;

const pathTo = (campaign: string) => ({ path: { campaign } });

/** Campaigns, the reward ledger and its figures. Amounts are whole fen. */
export function createIncentives(http: Http, baseUrl: string) {
  return {
    /** Those in use, and behind them those that come with Belfry. */
    campaigns: async () => (await unwrap(http.GET("/v1/incentives/campaigns"))).items,
    /** @throws BelfryProblem CAMPAIGN_NOT_FOUND */
    campaign: (campaign: string) =>
      unwrap(http.GET("/v1/incentives/campaigns/{campaign}", { params: pathTo(campaign) })),
    /** The newest first. @throws BelfryProblem CAMPAIGN_NOT_FOUND */
    revisions: async (campaign: string) =>
      (await unwrap(http.GET("/v1/incentives/campaigns/{campaign}/revisions", { params: pathTo(campaign) }))).items,
    /** @throws BelfryProblem CAMPAIGN_NOT_FOUND */
    revision: (campaign: string, revision: string) =>
      unwrap(
        http.GET("/v1/incentives/campaigns/{campaign}/revisions/{revision}", {
          params: { path: { campaign, revision } },
        }),
      ),
    /** @param from default: the one that was saved before it @throws BelfryProblem CAMPAIGN_NOT_FOUND */
    diff: (campaign: string, revision: string, from?: string) =>
      unwrap(
        http.GET("/v1/incentives/campaigns/{campaign}/revisions/{revision}/diff", {
          params: { path: { campaign, revision }, query: from === undefined ? {} : { from } },
        }),
      ),
    /** @throws BelfryProblem CAMPAIGN_INVALID with all problems, CAMPAIGN_REVISION_EXISTS */
    saveCampaign: (campaign: string, body: Body<"incentives.saveCampaign">) =>
      unwrap(http.PUT("/v1/incentives/campaigns/{campaign}", { params: pathTo(campaign), body })),
    /** Takes one into use that comes with Belfry. @throws BelfryProblem CAMPAIGN_NOT_FOUND, CAMPAIGN_INVALID */
    installCampaign: (campaign: string, body: Body<"incentives.installCampaign"> = {}) =>
      unwrap(http.POST("/v1/incentives/campaigns/{campaign}/install", { params: pathTo(campaign), body })),
    /** Saves nothing. @throws BelfryProblem CAMPAIGN_INVALID with all problems */
    validateCampaign: async (body: Body<"incentives.validateCampaign">) =>
      (await unwrap(http.POST("/v1/incentives/validate", { body }))).items,
    /** What example contracts would earn; nothing is saved. @throws BelfryProblem CAMPAIGN_INVALID with all problems */
    preview: async (body: Body<"incentives.preview">) =>
      (await unwrap(http.POST("/v1/incentives/preview", { body }))).items,
    /** One that comes with Belfry, as its file has it: `BJ-2025-05@2025-08`. @throws BelfryProblem CAMPAIGN_NOT_FOUND */
    shipped: (name: string) => unwrap(http.GET("/v1/incentives/shipped/{name}", { params: { path: { name } } })),
    totals: (query: IncentiveFilter = {}) => unwrap(http.GET("/v1/incentives/totals", { params: { query } })),
    trend: async (query: Query<"incentives.trend"> = {}) =>
      (await unwrap(http.GET("/v1/incentives/trend", { params: { query } }))).items,
    rewards: async (query: IncentiveFilter = {}) =>
      (await unwrap(http.GET("/v1/incentives/rewards", { params: { query } }))).items,
    /** One page of the ranking, the best first. */
    people: (query: Query<"incentives.people"> = {}) =>
      unwrap(http.GET("/v1/incentives/people", { params: { query } })),
    /** What figures can be asked about. */
    choices: (query: IncentiveFilter = {}) => unwrap(http.GET("/v1/incentives/choices", { params: { query } })),
    /** The figures as an Excel workbook. @throws BelfryProblem CAMPAIGN_NOT_FOUND */
    export: (query: Query<"incentives.export"> = {}) =>
      unwrap(http.GET("/v1/incentives/export", { params: { query }, parseAs: "stream" })) as Promise<
        ReadableStream<Uint8Array>
      >,
    /** The same for a link: the browser's cookie opens it. */
    exportUrl: (query: Query<"incentives.export"> = {}) =>
      `${baseUrl}/v1/incentives/export?${new URLSearchParams({ ...query }).toString()}`,
    /** Books contracts; the second time nothing is new. @throws BelfryProblem CONTRACTS_UNREADABLE */
    run: (campaign: string, body: Body<"incentives.run">) =>
      unwrap(http.POST("/v1/incentives/campaigns/{campaign}/runs", { params: pathTo(campaign), body })),
    /** Books the contracts of a CSV file, which is sent as it is read. @throws BelfryProblem CONTRACTS_UNREADABLE, BODY_TOO_LARGE */
    runFile: (campaign: string, content: Blob, query: Query<"incentives.runFile">) =>
      unwrap(
        http.POST("/v1/incentives/campaigns/{campaign}/runs/file", {
          params: { ...pathTo(campaign), query },
          // The schema calls a file a text.
          body: content as unknown as string,
          bodySerializer: (file) => file,
          headers: { "content-type": "text/csv" },
        }),
      ),
    runs: (campaign: string, query: Query<"incentives.runs"> = {}) =>
      unwrap(http.GET("/v1/incentives/campaigns/{campaign}/runs", { params: { ...pathTo(campaign), query } })),
    /** What a run read, for a link: the browser's cookie opens it. */
    archiveUrl: (campaign: string, run: number) =>
      `${baseUrl}/v1/incentives/campaigns/${encodeURIComponent(campaign)}/runs/${run}/archive`,
    contracts: (campaign: string, query: Query<"incentives.contracts"> = {}) =>
      unwrap(http.GET("/v1/incentives/campaigns/{campaign}/contracts", { params: { ...pathTo(campaign), query } })),
    /** @throws BelfryProblem INCENTIVE_CONTRACT_NOT_FOUND */
    contract: (campaign: string, contract: string) =>
      unwrap(
        http.GET("/v1/incentives/campaigns/{campaign}/contracts/{contract}", {
          params: { path: { campaign, contract } },
        }),
      ),
    /** The performance list as CSV. @throws BelfryProblem CAMPAIGN_NOT_FOUND */
    performanceList: (campaign: string, month?: string): Promise<ReadableStream<Uint8Array>> =>
      unwrap(
        http.GET("/v1/incentives/campaigns/{campaign}/performance-list", {
          params: { ...pathTo(campaign), query: month === undefined ? {} : { month } },
          parseAs: "stream",
        }),
      ) as Promise<ReadableStream<Uint8Array>>,
    entries: (campaign: string, query: Query<"incentives.entries"> = {}) =>
      unwrap(http.GET("/v1/incentives/campaigns/{campaign}/entries", { params: { ...pathTo(campaign), query } })),
    quarantine: (campaign: string, query: Query<"incentives.quarantine"> = {}) =>
      unwrap(http.GET("/v1/incentives/campaigns/{campaign}/quarantine", { params: { ...pathTo(campaign), query } })),
    corrections: (campaign: string, query: Query<"incentives.corrections"> = {}) =>
      unwrap(http.GET("/v1/incentives/campaigns/{campaign}/corrections", { params: { ...pathTo(campaign), query } })),
    /** @throws BelfryProblem INCENTIVE_CONTRACT_NOT_FOUND, INCENTIVE_CORRECTION_REFUSED, INCENTIVE_MONTH_CLOSED */
    correct: (campaign: string, body: Body<"incentives.correct">) =>
      unwrap(http.POST("/v1/incentives/campaigns/{campaign}/corrections", { params: pathTo(campaign), body })),
    /** @throws BelfryProblem INCENTIVE_CORRECTION_NOT_FOUND */
    dismiss: (campaign: string, correctionId: number, reason: string) =>
      unwrap(
        http.POST("/v1/incentives/campaigns/{campaign}/corrections/{correctionId}/dismiss", {
          params: { path: { campaign, correctionId } },
          body: { reason },
        }),
      ),
    settlements: async (campaign: string) =>
      (await unwrap(http.GET("/v1/incentives/campaigns/{campaign}/settlements", { params: pathTo(campaign) }))).items,
    /** @throws BelfryProblem INCENTIVE_MONTH_CLOSED */
    settle: (campaign: string, month: string) =>
      unwrap(
        http.PUT("/v1/incentives/campaigns/{campaign}/settlements/{month}", { params: { path: { campaign, month } } }),
      ),
    /** The settlement of a closed month as a workbook or CSV. @throws BelfryProblem INCENTIVE_MONTH_OPEN */
    exportSettlement: (campaign: string, month: string, query: Query<"incentives.exportSettlement"> = {}) =>
      unwrap(
        http.GET("/v1/incentives/campaigns/{campaign}/settlements/{month}/export", {
          params: { path: { campaign, month }, query },
          parseAs: "stream",
        }),
      ) as Promise<ReadableStream<Uint8Array>>,
    /** The same for a link: the browser's cookie opens it. */
    settlementUrl: (campaign: string, month: string, query: Query<"incentives.exportSettlement"> = {}) =>
      `${baseUrl}/v1/incentives/campaigns/${encodeURIComponent(campaign)}/settlements/${month}/export?${new URLSearchParams({ ...query }).toString()}`,
    /** @throws BelfryProblem INCENTIVE_MONTH_OPEN */
    reopen: (campaign: string, month: string, reason: string) =>
      unwrap(
        http.POST("/v1/incentives/campaigns/{campaign}/settlements/{month}/reopen", {
          params: { path: { campaign, month } },
          body: { reason },
        }),
      ),
  };
}
