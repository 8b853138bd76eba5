import type { Scope } from "@belfry/client";
import { Tag } from "antd";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";

/** What somebody is restricted to, in short. */
export function ScopeText({ scope }: { readonly scope: Scope | null }): ReactElement {
  const { t } = useTranslation();
  if (scope === null) return <span className="quiet">{t("scope.everything")}</span>;
  const labels = Object.entries(scope.labels).map(([label, values]) => `${label}: ${values.join(t("common.comma"))}`);
  const inputs = Object.entries(scope.inputs).flatMap(([rule, restricted]) =>
    Object.entries(restricted).map(([input, values]) => `${rule} · ${input}: ${values.join(t("common.comma"))}`),
  );
  return (
    <>
      {[...labels, ...inputs].map((text) => (
        <Tag key={text} variant="outlined" style={{ whiteSpace: "normal" }}>
          {text}
        </Tag>
      ))}
    </>
  );
}
