import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { Page } from "../../ui/Page.tsx";
import { Limits } from "../limits/index.ts";
import { useMay } from "../session/index.ts";
import { Breakers } from "./Breakers.tsx";

/** What holds executions back: connections that do not answer, and limits. */
export function FlowPage(): ReactElement {
  const { t } = useTranslation();
  const may = useMay();
  return (
    <Page title={t("flow.title")}>
      {may("breakers:read") && <Breakers />}
      {may("settings:read") && <Limits />}
    </Page>
  );
}
