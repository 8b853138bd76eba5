/** The addresses of everyday work: what rules did, and what everybody sets for themselves. */
import { createRoute, lazyRouteComponent, redirect } from "@tanstack/react-router";
import { parseAlertSearch } from "../features/alerts/index.ts";
import { parseApprovalSearch } from "../features/approvals/index.ts";
import { parseExecutionPageSearch, parseExecutionSearch } from "../features/executions/index.ts";
import { parseFailureSearch } from "../features/failures/index.ts";
import { parseGridListSearch, parseGridSearch } from "../features/grids/index.ts";
import { parseCampaignSearch, parseIncentiveSearch, parseNewCampaignSearch } from "../features/incentives/index.ts";
import { parseNoticeSearch } from "../features/notices/index.ts";
import { parseMailSearch, parseSandboxSearch } from "../features/sandbox/index.ts";
import { parseStatisticsSearch } from "../features/statistics/index.ts";
import { positiveId } from "./positive-id.ts";
import { shell } from "./shell-route.ts";

const home = createRoute({
  getParentRoute: () => shell,
  path: "/",
  beforeLoad: () => redirect({ to: "/rules", replace: true, throw: true }),
});

const executions = createRoute({
  getParentRoute: () => shell,
  path: "/executions",
  validateSearch: parseExecutionSearch,
  component: lazyRouteComponent(() => import("../features/executions/ExecutionsPage.tsx"), "ExecutionsPage"),
});

const execution = createRoute({
  getParentRoute: () => shell,
  path: "/executions/$executionId",
  params: positiveId("executionId"),
  validateSearch: parseExecutionPageSearch,
  component: lazyRouteComponent(() => import("../features/executions/ExecutionPage.tsx"), "ExecutionPage"),
});

const sandbox = createRoute({
  getParentRoute: () => shell,
  path: "/sandbox",
  validateSearch: parseSandboxSearch,
  component: lazyRouteComponent(() => import("../features/sandbox/SandboxPage.tsx"), "SandboxPage"),
});

const mail = createRoute({
  getParentRoute: () => sandbox,
  path: "/$mailId",
  params: positiveId("mailId"),
  validateSearch: parseMailSearch,
  component: lazyRouteComponent(() => import("../features/sandbox/MailPane.tsx"), "MailPane"),
});

const playedProvider = createRoute({
  getParentRoute: () => shell,
  path: "/sandbox/played/$provider",
  validateSearch: parseSandboxSearch,
  component: lazyRouteComponent(() => import("../features/sandbox/ProviderPage.tsx"), "ProviderPage"),
});

const approvals = createRoute({
  getParentRoute: () => shell,
  path: "/approvals",
  validateSearch: parseApprovalSearch,
  component: lazyRouteComponent(() => import("../features/approvals/ApprovalsPage.tsx"), "ApprovalsPage"),
});

const approval = createRoute({
  getParentRoute: () => shell,
  path: "/approvals/$approvalId",
  params: positiveId("approvalId"),
  component: lazyRouteComponent(() => import("../features/approvals/ApprovalPage.tsx"), "ApprovalPage"),
});

const failures = createRoute({
  getParentRoute: () => shell,
  path: "/failures",
  validateSearch: parseFailureSearch,
  component: lazyRouteComponent(() => import("../features/failures/FailuresPage.tsx"), "FailuresPage"),
});

const grids = createRoute({
  getParentRoute: () => shell,
  path: "/grids",
  validateSearch: parseGridListSearch,
  component: lazyRouteComponent(() => import("../features/grids/GridsPage.tsx"), "GridsPage"),
});

const grid = createRoute({
  getParentRoute: () => shell,
  path: "/grids/$grid",
  validateSearch: parseGridSearch,
  component: lazyRouteComponent(() => import("../features/grids/GridPage.tsx"), "GridPage"),
});

const incentives = createRoute({
  getParentRoute: () => shell,
  path: "/incentives",
  validateSearch: parseIncentiveSearch,
  component: lazyRouteComponent(() => import("../features/incentives/IncentivesPage.tsx"), "IncentivesPage"),
});

const campaigns = createRoute({
  getParentRoute: () => shell,
  path: "/incentives/campaigns",
  component: lazyRouteComponent(() => import("../features/incentives/CampaignsPage.tsx"), "CampaignsPage"),
});

const campaign = createRoute({
  getParentRoute: () => shell,
  path: "/incentives/campaigns/$campaign",
  validateSearch: parseCampaignSearch,
  component: lazyRouteComponent(() => import("../features/incentives/CampaignPage.tsx"), "CampaignPage"),
});

const newCampaign = createRoute({
  getParentRoute: () => shell,
  path: "/incentives/new-campaign",
  validateSearch: parseNewCampaignSearch,
  component: lazyRouteComponent(() => import("../features/incentives/NewCampaignPage.tsx"), "NewCampaignPage"),
});

const alerts = createRoute({
  getParentRoute: () => shell,
  path: "/alerts",
  validateSearch: parseAlertSearch,
  component: lazyRouteComponent(() => import("../features/alerts/AlertsPage.tsx"), "AlertsPage"),
});

const statistics = createRoute({
  getParentRoute: () => shell,
  path: "/statistics",
  validateSearch: parseStatisticsSearch,
  component: lazyRouteComponent(() => import("../features/statistics/StatisticsPage.tsx"), "StatisticsPage"),
});

const notices = createRoute({
  getParentRoute: () => shell,
  path: "/notices",
  validateSearch: parseNoticeSearch,
  component: lazyRouteComponent(() => import("../features/notices/NoticesPage.tsx"), "NoticesPage"),
});

const variables = createRoute({
  getParentRoute: () => shell,
  path: "/variables",
  component: lazyRouteComponent(() => import("../features/variables/VariablesPage.tsx"), "VariablesPage"),
});

const account = createRoute({
  getParentRoute: () => shell,
  path: "/account",
  component: lazyRouteComponent(() => import("../features/account/AccountPage.tsx"), "AccountPage"),
});

const settings = createRoute({
  getParentRoute: () => shell,
  path: "/settings",
  component: lazyRouteComponent(() => import("../features/settings/SettingsPage.tsx"), "SettingsPage"),
});

export const workRoutes = [
  home,
  executions,
  execution,
  sandbox.addChildren([mail]),
  playedProvider,
  approvals,
  approval,
  failures,
  grids,
  grid,
  incentives,
  campaigns,
  campaign,
  newCampaign,
  alerts,
  statistics,
  notices,
  variables,
  account,
  settings,
] as const;
