import { lazy, Suspense, type ComponentProps, type ReactElement } from "react";
import type { PolicyDialog } from "./PolicyDialog.tsx";

// Its controls weigh more than the page; they are loaded when somebody changes a policy.
const Loaded = lazy(async () => ({ default: (await import("./PolicyDialog.tsx")).PolicyDialog }));

export function LazyPolicyDialog(props: ComponentProps<typeof PolicyDialog>): ReactElement {
  return (
    <Suspense fallback={null}>
      <Loaded {...props} />
    </Suspense>
  );
}
