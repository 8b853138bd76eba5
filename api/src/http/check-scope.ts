import type { Caller } from "@belfry/access";
import { AppError, type ErrorCode, type Scope } from "@belfry/model";
import type { RouteDeps } from "../api-deps.ts";

type Deps = Pick<RouteDeps, "engine" | "notify" | "templates" | "approvals" | "incentives">;
type RestrictedCaller = Caller & { readonly scope: Scope };
type Guard = (deps: Deps, value: never, caller: RestrictedCaller) => Promise<void>;

/** What a path names belongs to a rule; each of these refuses what the caller may not see. */
const guards: Readonly<Record<string, Guard>> = {
  async rule({ engine }, rule: string, { scope }) {
    refuseUnless(await engine.isInScope({ rule }, scope), "RULE_NOT_FOUND", { rule });
  },
  async grid({ engine }, grid: string, { scope }) {
    refuseUnless(await engine.isInScope({ grid }, scope), "GRID_NOT_FOUND", { grid });
  },
  async executionId({ engine }, execution: number, { scope }) {
    const isSeen = await engine.isInScope({ executionId: execution }, scope);
    refuseUnless(isSeen, "EXECUTION_NOT_FOUND", { execution });
  },
  async eventId({ engine }, event: number, { scope }) {
    refuseUnless(await engine.isInScope({ eventId: event }, scope), "EVENT_NOT_FOUND", { event });
  },
  async artifactId({ engine }, artifact: string, { scope }) {
    refuseUnless(await engine.isInScope({ artifactId: artifact }, scope), "ARTIFACT_NOT_FOUND", { artifact });
  },
  async messageId({ notify }, message: number, { scope }) {
    refuseUnless(await notify.isMessageInScope(message, scope), "MESSAGE_NOT_FOUND", { message });
  },
  async template({ templates }, template: string, { scope }) {
    refuseUnless(await templates.isTemplateInScope(template, scope), "TEMPLATE_NOT_FOUND", { template });
  },
  async campaign({ incentives }, campaign: string, { scope }) {
    refuseUnless(await incentives.isCampaignInScope(campaign, scope), "CAMPAIGN_NOT_FOUND", { campaign });
  },
  // They are looked for within the campaign that stands before them in the path.
  contract: () => Promise.resolve(),
  correctionId: () => Promise.resolve(),
  runId: () => Promise.resolve(),
  revision: () => Promise.resolve(),
  month: () => Promise.resolve(),
  // Of a group only what the caller may see is given; of jobs their own.
  group: () => Promise.resolve(),
  jobId: () => Promise.resolve(),
  // It is a version of the rule or the template that stands before it in the path, and that is guarded.
  version: () => Promise.resolve(),
  // They are looked for within the grid that stands before them in the path.
  cell: () => Promise.resolve(),
  backfillId: () => Promise.resolve(),
  async approvalId({ approvals }, approval: number, caller) {
    await approvals.get(approval, caller);
  },
};

/**
 * Refuses what lies outside of a caller's scope, as if it did not exist: to say more would tell of it. Call it with
 * parameters that the route's schema has checked.
 * @throws AppError RULE_NOT_FOUND, GRID_NOT_FOUND, EXECUTION_NOT_FOUND, ARTIFACT_NOT_FOUND, MESSAGE_NOT_FOUND, APPROVAL_NOT_FOUND,
 * EVENT_NOT_FOUND, CAMPAIGN_NOT_FOUND
 */
export async function checkScope(deps: Deps, params: unknown, { scope, ...caller }: Caller): Promise<void> {
  if (scope === null) return;
  for (const [name, value] of Object.entries((params ?? {}) as Readonly<Record<string, unknown>>)) {
    const guard = guards[name];
    // A name that nobody guards is a mistake of ours, and must not let anybody in.
    if (guard === undefined) throw new AppError("NOT_FOUND");
    await guard(deps, value as never, { ...caller, scope });
  }
}

function refuseUnless(isSeen: boolean, code: ErrorCode, details: Readonly<Record<string, unknown>>): void {
  if (!isSeen) throw new AppError(code, details);
}
