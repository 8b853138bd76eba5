import { RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { createQueryClient } from "./api/index.ts";
import { Providers } from "./app/Providers.tsx";
import { createConsoleRouter } from "./app/router.tsx";
import { sessionQuery } from "./features/session/index.ts";
import { startI18n } from "./i18n/start-i18n.ts";

const queryClient = createQueryClient(() => {
  queryClient.setQueryData(sessionQuery.queryKey, null);
  void router.invalidate();
});
const router = createConsoleRouter(queryClient);

await startI18n();

const element = document.querySelector("#root");
if (element === null) throw new Error("The page has no element #root.");
createRoot(element).render(
  <StrictMode>
    <Providers queryClient={queryClient}>
      <RouterProvider router={router} />
    </Providers>
  </StrictMode>,
);
