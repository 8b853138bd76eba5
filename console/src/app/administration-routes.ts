/** The addresses of those who look after the installation. */
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { parseAuditSearch } from "../features/audit/index.ts";
import { parseKeysSearch } from "../features/keys/index.ts";
import { parseUsersSearch } from "../features/users/index.ts";
import { shell } from "./shell-route.ts";

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

const secrets = createRoute({
  getParentRoute: () => shell,
  path: "/secrets",
  component: lazyRouteComponent(() => import("../features/secrets/SecretsPage.tsx"), "SecretsPage"),
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

const nodes = createRoute({
  getParentRoute: () => shell,
  path: "/nodes",
  component: lazyRouteComponent(() => import("../features/nodes/NodesPage.tsx"), "NodesPage"),
});

const flow = createRoute({
  getParentRoute: () => shell,
  path: "/flow",
  component: lazyRouteComponent(() => import("../features/breakers/FlowPage.tsx"), "FlowPage"),
});

const installation = createRoute({
  getParentRoute: () => shell,
  path: "/installation",
  component: lazyRouteComponent(() => import("../features/installation/InstallationPage.tsx"), "InstallationPage"),
});

export const administrationRoutes = [
  users,
  roles,
  keys,
  secrets,
  connections,
  audit,
  nodes,
  flow,
  installation,
] as const;
