import { Tag } from "antd";
import type { ReactElement } from "react";

export function Labels({ labels }: { readonly labels: Readonly<Record<string, string>> }): ReactElement {
  return (
    <>
      {Object.entries(labels).map(([name, value]) => (
        <Tag key={name} variant="outlined">
          {value === "" ? name : `${name}: ${value}`}
        </Tag>
      ))}
    </>
  );
}
