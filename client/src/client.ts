import { createFreshness } from "./resources/freshness.ts";
import { createGridBackfills } from "./resources/grid-backfills.ts";
import { createGridWork } from "./resources/grid-work.ts";
import { createGrids } from "./resources/grids.ts";
import { createIncentives } from "./resources/incentives.ts";
import { createHttp, type ClientOptions } from "./http.ts";
import { createApprovals } from "./resources/approvals.ts";
import { createAudit } from "./resources/audit.ts";
import { createCalendars } from "./resources/calendars.ts";
import { createCatalog } from "./resources/catalog.ts";
import { createDeadLetters, createEvents } from "./resources/events.ts";
import { createAlerts, createFailures } from "./resources/failures.ts";
import { createBreakers } from "./resources/breakers.ts";
import { createFeeds } from "./resources/feeds.ts";
import { createExecutions } from "./resources/executions.ts";
import { createArtifacts, createSandbox } from "./resources/files.ts";
import { createHealth } from "./resources/health.ts";
import { createConnections, createLimits, createSettings } from "./resources/installation.ts";
import { createCallbacks } from "./resources/callbacks.ts";
import { createMessages } from "./resources/messages.ts";
import { createKeys, createRoles, createUsers } from "./resources/people.ts";
import { createPolicies, createSuppressions } from "./resources/policies.ts";
import { createPersonalData } from "./resources/personal-data.ts";
import { createNodes } from "./resources/nodes.ts";
import { createNotices } from "./resources/notices.ts";
import { createRecords } from "./resources/records.ts";
import { createRules } from "./resources/rules.ts";
import { createSecurity, createVault } from "./resources/security.ts";
import { createSession } from "./resources/session.ts";
import { createStatistics } from "./resources/statistics.ts";
import { createTemplates } from "./resources/templates.ts";
import { createAccounts, createSecrets, createVariables } from "./resources/settings.ts";

export type BelfryClient = ReturnType<typeof createClient>;

/**
 * The API as functions. Every call resolves with its data or throws a `BelfryProblem`.
 *
 * @example
 * ```ts
 * import { createClient } from "@belfry/client";
 *
 * const belfry = createClient({ baseUrl: "http://127.0.0.1:4200", token: "bfy_…" });
 * for (const { rule, status } of await belfry.rules.list()) console.log(rule, status);
 * ```
 */
export function createClient(options: ClientOptions) {
  const http = createHttp(options);
  return {
    health: createHealth(http),
    session: createSession(http),
    users: createUsers(http),
    roles: createRoles(http),
    keys: createKeys(http),
    rules: createRules(http, options.baseUrl),
    calendars: createCalendars(http),
    templates: createTemplates(http),
    executions: createExecutions(http),
    failures: createFailures(http),
    alerts: createAlerts(http),
    events: createEvents(http),
    breakers: createBreakers(http),
    feeds: createFeeds(http),
    nodes: createNodes(http),
    deadLetters: createDeadLetters(http),
    policies: createPolicies(http),
    suppressions: createSuppressions(http),
    notices: createNotices(http),
    statistics: createStatistics(http),
    records: createRecords(http),
    grids: createGrids(http),
    incentives: createIncentives(http, options.baseUrl),
    gridWork: createGridWork(http),
    gridBackfills: createGridBackfills(http),
    freshness: createFreshness(http),
    variables: createVariables(http),
    secrets: createSecrets(http),
    accounts: createAccounts(http),
    connections: createConnections(http),
    limits: createLimits(http),
    vault: createVault(http),
    security: createSecurity(http),
    settings: createSettings(http),
    approvals: createApprovals(http),
    personalData: createPersonalData(http),
    audit: createAudit(http, options.baseUrl),
    messages: createMessages(http),
    callbacks: createCallbacks(http),
    sandbox: createSandbox(http, options.baseUrl),
    artifacts: createArtifacts(http, options.baseUrl),
    catalog: createCatalog(http),
    /** For an `EventSource`: `hello`, `reset`, `executions`, `rules` and `events`, the latter three with `{"ids":[…]}`. */
    changesUrl: `${options.baseUrl}/v1/changes`,
  };
}
