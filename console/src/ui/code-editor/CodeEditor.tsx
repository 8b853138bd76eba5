import { Skeleton } from "antd";
import { lazy, Suspense, type ReactElement } from "react";
import type { CodeEditorProps } from "./editor-props.ts";

// The editor weighs as much as half of the console; it is loaded when somebody writes.
const EditorSurface = lazy(async () => ({ default: (await import("./EditorSurface.tsx")).EditorSurface }));

/** A text in YAML or JSON that one writes, with completion and with what is wrong in its place. */
export function CodeEditor(props: CodeEditorProps): ReactElement {
  return (
    <Suspense fallback={<Skeleton active title={false} paragraph={{ rows: 8 }} />}>
      <EditorSurface {...props} />
    </Suspense>
  );
}
