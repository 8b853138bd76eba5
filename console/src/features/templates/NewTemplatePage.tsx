import { Link } from "@tanstack/react-router";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { Page } from "../../ui/Page.tsx";
import { emptyTemplate } from "./template-draft.ts";
import { TemplateEditor } from "./TemplateEditor.tsx";

/** Writes a template that does not exist yet. */
export function NewTemplatePage(): ReactElement {
  const { t } = useTranslation();
  return (
    <Page title={t("templates.add")} before={<Link to="/templates">{t("templates.title")}</Link>}>
      <TemplateEditor initial={emptyTemplate} />
    </Page>
  );
}
