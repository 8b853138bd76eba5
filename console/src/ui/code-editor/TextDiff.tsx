import { Skeleton } from "antd";
import { lazy, Suspense, type ReactElement } from "react";
import type { TextDiffProps } from "./editor-props.ts";

const DiffSurface = lazy(async () => ({ default: (await import("./DiffSurface.tsx")).DiffSurface }));

/** Two texts and what differs: beside each other, and on a narrow screen in one. */
export function TextDiff(props: TextDiffProps): ReactElement {
  return (
    <Suspense fallback={<Skeleton active title={false} paragraph={{ rows: 6 }} />}>
      <DiffSurface {...props} />
    </Suspense>
  );
}
