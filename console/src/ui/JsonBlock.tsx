import type { ReactElement } from "react";
import { CodeBlock } from "./CodeBlock.tsx";

export function JsonBlock({ value, label }: { readonly value: unknown; readonly label: string }): ReactElement {
  return <CodeBlock text={JSON.stringify(value, null, 2) ?? "null"} label={label} />;
}
