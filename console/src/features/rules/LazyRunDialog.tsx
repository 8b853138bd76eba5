import { lazy, Suspense, type ReactElement } from "react";
import type { Rule } from "./rule-queries.ts";

// Its controls weigh more than the page; they are loaded when somebody starts a rule.
const RunDialog = lazy(async () => ({ default: (await import("./RunDialog.tsx")).RunDialog }));

export function LazyRunDialog(props: { readonly rule: Rule; readonly onClose: () => void }): ReactElement {
  return (
    <Suspense fallback={null}>
      <RunDialog {...props} />
    </Suspense>
  );
}
