/** The table of addresses: which page stands where, and what its address may say. Each page is loaded when it is opened. */
import type { QueryClient } from "@tanstack/react-query";
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
} from "@tanstack/react-router";
import { parseApprovalSearch } from "../features/approvals/index.ts";
import { parseAuditSearch } from "../features/audit/index.ts";
import { parseExecutionPageSearch, parseExecutionSearch } from "../features/executions/index.ts";
import { parseMessageSearch } from "../features/messages/index.ts";
import { parseRulePageSearch, parseRulesSearch } from "../features/rules/index.ts";
import { parseMailSearch, parseSandboxSearch } from "../features/sandbox/index.ts";
import { parseLoginSearch, sessionQuery } from "../features/session/index.ts";
import { parseKeysSearch } from "../features/keys/index.ts";
import { parseUsersSearch } from "../features/users/index.ts";
import { CrashedPage } from "./CrashedPage.tsx";
import { NotFoundPage } from "./NotFoundPage.tsx";
import { positiveId } from "./positive-id.ts";
import { Root } from "./Root.tsx";
import { Shell } from "./Shell.tsx";

const root = createRootRouteWithContext<{ readonly queryClient: QueryClient }>()({ component: Root });

const login = createRoute({
  getParentRoute: () => root,
  path: "/login",
  validateSearch: parseLoginSearch,
  component: lazyRouteComponent(() => import("../features/session/LoginPage.tsx"), "LoginPage"),
});

const begin = createRoute({
  getParentRoute: () => root,
  path: "/begin",
  validateSearch: parseLoginSearch,
  component: lazyRouteComponent(() => import("../features/account/BeginPage.tsx"), "BeginPage"),
  async beforeLoad({ context, search }) {
    const caller = await context.queryClient.ensureQueryData(sessionQuery);
    if (caller === null) redirect({ to: "/login", search, throw: true });
    else if (caller.pending === null) redirect({ href: search.to ?? "/rules", throw: true });
  },
});

const shell = createRoute({
  getParentRoute: () => root,
  id: "shell",
  component: Shell,
  async beforeLoad({ context, location }) {
    const caller = await context.queryClient.ensureQueryData(sessionQuery);
    const search = location.href === "/" ? {} : { to: location.href };
    if (caller === null) redirect({ to: "/login", search, throw: true });
    // Everything but the session itself would be refused.
    else if (caller.pending !== null) redirect({ to: "/begin", search, throw: true });
  },
});

const home = createRoute({
  getParentRoute: () => shell,
  path: "/",
  beforeLoad: () => redirect({ to: "/rules", replace: true, throw: true }),
});

const rules = createRoute({
  getParentRoute: () => shell,
  path: "/rules",
  validateSearch: parseRulesSearch,
  component: lazyRouteComponent(() => import("../features/rules/RulesPage.tsx"), "RulesPage"),
});

const rule = createRoute({
  getParentRoute: () => shell,
  path: "/rules/$rule",
  validateSearch: parseRulePageSearch,
  component: lazyRouteComponent(() => import("../features/rules/RulePage.tsx"), "RulePage"),
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

const messages = createRoute({
  getParentRoute: () => shell,
  path: "/messages",
  validateSearch: parseMessageSearch,
  component: lazyRouteComponent(() => import("../features/messages/MessagesPage.tsx"), "MessagesPage"),
});

const message = createRoute({
  getParentRoute: () => shell,
  path: "/messages/$messageId",
  params: positiveId("messageId"),
  component: lazyRouteComponent(() => import("../features/messages/MessagePage.tsx"), "MessagePage"),
});

const variables = createRoute({
  getParentRoute: () => shell,
  path: "/variables",
  component: lazyRouteComponent(() => import("../features/variables/VariablesPage.tsx"), "VariablesPage"),
});

const secrets = createRoute({
  getParentRoute: () => shell,
  path: "/secrets",
  component: lazyRouteComponent(() => import("../features/secrets/SecretsPage.tsx"), "SecretsPage"),
});

const users = createRoute({
  getParentRoute: () => shell,
  path: "/users",
  validateSearch: parseUsersSearch,
  component: lazyRouteComponent(() => import("../features/users/UsersPage.tsx"), "UsersPage"),
});

const roles = createRoute({
  getParentRoute: () => shell,
  path: "/roles",
  component: lazyRouteComponent(() => import("../features/roles/RolesPage.tsx"), "RolesPage"),
});

const keys = createRoute({
  getParentRoute: () => shell,
  path: "/keys",
  validateSearch: parseKeysSearch,
  component: lazyRouteComponent(() => import("../features/keys/KeysPage.tsx"), "KeysPage"),
});

const connections = createRoute({
  getParentRoute: () => shell,
  path: "/connections",
  component: lazyRouteComponent(() => import("../features/connections/ConnectionsPage.tsx"), "ConnectionsPage"),
});

const audit = createRoute({
  getParentRoute: () => shell,
  path: "/audit",
  validateSearch: parseAuditSearch,
  component: lazyRouteComponent(() => import("../features/audit/AuditPage.tsx"), "AuditPage"),
});

const installation = createRoute({
  getParentRoute: () => shell,
  path: "/installation",
  component: lazyRouteComponent(() => import("../features/installation/InstallationPage.tsx"), "InstallationPage"),
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

const routeTree = root.addChildren([
  login,
  begin,
  shell.addChildren([
    home,
    rules,
    rule,
    executions,
    execution,
    sandbox.addChildren([mail]),
    approvals,
    approval,
    messages,
    message,
    variables,
    users,
    roles,
    keys,
    secrets,
    connections,
    audit,
    installation,
    account,
    settings,
  ]),
]);

export function createConsoleRouter(queryClient: QueryClient) {
  return createRouter({
    routeTree,
    context: { queryClient },
    defaultPreload: "intent",
    // The query cache decides what is fresh.
    defaultPreloadStaleTime: 0,
    scrollRestoration: true,
    defaultErrorComponent: CrashedPage,
    defaultNotFoundComponent: NotFoundPage,
  });
}

declare module "@tanstack/react-router" {
  interface Register {
    router: ReturnType<typeof createConsoleRouter>;
  }
}
