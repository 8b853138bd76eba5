/** The table of addresses: which page stands where, and what its address may say. Each page is loaded when it is opened. */
import type { QueryClient } from "@tanstack/react-query";
import { createRouter } from "@tanstack/react-router";
import { administrationRoutes } from "./administration-routes.ts";
import { CrashedPage } from "./CrashedPage.tsx";
import { NotFoundPage } from "./NotFoundPage.tsx";
import { notificationRoutes } from "./notification-routes.ts";
import { ruleRoutes } from "./rule-routes.ts";
import { begin, login, root, shell } from "./shell-route.ts";
import { workRoutes } from "./work-routes.ts";

const routeTree = root.addChildren([
  login,
  begin,
  shell.addChildren([...ruleRoutes, ...workRoutes, ...notificationRoutes, ...administrationRoutes]),
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
