import { Skeleton } from "antd";
import { lazy, Suspense, type ReactElement } from "react";

const DiffSurface = lazy(async () => ({ default: (await import("./DiffSurface.tsx")).DiffSurface }));

export interface TextDiffProps {
  readonly before: { readonly text: string; readonly label: string };
  readonly after: { readonly text: string; readonly label: string };
}

/** Two texts and what differs: beside each other, and on a narrow screen in one. */
export function TextDiff(props: TextDiffProps): ReactElement {
  return (
    <Suspense fallback={<Skeleton active title={false} paragraph={{ rows: 6 }} />}>
      <DiffSurface {...props} />
    </Suspense>
  );
}
