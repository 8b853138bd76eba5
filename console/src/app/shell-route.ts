/** The frame of all addresses: what stands outside of the shell, and who may pass into it. */
import type { QueryClient } from "@tanstack/react-query";
import { createRootRouteWithContext, createRoute, lazyRouteComponent, redirect } from "@tanstack/react-router";
import { parseLoginSearch, sessionQuery } from "../features/session/index.ts";
import { Root } from "./Root.tsx";
import { Shell } from "./Shell.tsx";

export const root = createRootRouteWithContext<{ readonly queryClient: QueryClient }>()({ component: Root });

export const login = createRoute({
  getParentRoute: () => root,
  path: "/login",
  validateSearch: parseLoginSearch,
  component: lazyRouteComponent(() => import("../features/session/LoginPage.tsx"), "LoginPage"),
});

export const begin = createRoute({
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

export const shell = createRoute({
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
