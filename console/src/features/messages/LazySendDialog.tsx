import { lazy, Suspense, type ComponentProps, type ReactElement } from "react";
import type { SendDialog } from "./SendDialog.tsx";

const Loaded = lazy(async () => ({ default: (await import("./SendDialog.tsx")).SendDialog }));

/** The dialog that sends a message, loaded when somebody opens it: its form is larger than the list. */
export function LazySendDialog(props: ComponentProps<typeof SendDialog>): ReactElement {
  return (
    <Suspense fallback={null}>
      <Loaded {...props} />
    </Suspense>
  );
}
