import { lazy, Suspense, type ComponentProps, type ReactElement } from "react";
import type { AccountDialog } from "./AccountDialog.tsx";

// Its controls weigh more than the page; they are loaded when somebody changes an account.
const Loaded = lazy(async () => ({ default: (await import("./AccountDialog.tsx")).AccountDialog }));

export function LazyAccountDialog(props: ComponentProps<typeof AccountDialog>): ReactElement {
  return (
    <Suspense fallback={null}>
      <Loaded {...props} />
    </Suspense>
  );
}
