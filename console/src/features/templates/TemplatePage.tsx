import type { TemplateView } from "@belfry/client";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { App, Button, Segmented } from "antd";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { Page } from "../../ui/Page.tsx";
import { QueryView } from "../../ui/QueryView.tsx";
import { useConfirm } from "../../ui/use-confirm.tsx";
import { useMay } from "../session/index.ts";
import { editedTemplateOf } from "./template-draft.ts";
import { templateQuery, useRemoveTemplate } from "./template-queries.ts";
import { TemplateEditor } from "./TemplateEditor.tsx";
import { TemplateVersions } from "./TemplateVersions.tsx";

const route = getRouteApi("/shell/templates/$template");

/** One template: what it says on each channel, and what it said before. */
export function TemplatePage(): ReactElement {
  const { template } = route.useParams();
  const query = useQuery(templateQuery(template));
  return <QueryView query={query}>{(loaded) => <Loaded template={loaded} />}</QueryView>;
}

function Loaded({ template }: { readonly template: TemplateView }): ReactElement {
  const { t } = useTranslation();
  const may = useMay();
  const { tab } = route.useSearch();
  const navigate = route.useNavigate();
  const edited = editedTemplateOf(template.definition);
  return (
    <Page
      title={edited.name}
      before={<Link to="/templates">{t("templates.title")}</Link>}
      lead={
        <>
          <code>{template.code}</code> · {t("templates.versionOf", { version: template.version })}
        </>
      }
      actions={may("templates:write") && <RemoveButton code={template.code} name={edited.name} />}
    >
      <Segmented<"editor" | "versions">
        aria-label={t("templates.view")}
        value={tab ?? "editor"}
        onChange={(next) => void navigate({ search: next === "versions" ? { tab: next } : {} })}
        options={(["editor", "versions"] as const).map((value) => ({ value, label: t(`templates.views.${value}`) }))}
        style={{ marginBottom: 16 }}
      />
      {tab === "versions" ? (
        <TemplateVersions template={template} />
      ) : (
        // Another version is another text to begin with.
        <TemplateEditor key={template.revision} code={template.code} initial={edited} revision={template.revision} />
      )}
    </Page>
  );
}

function RemoveButton({ code, name }: { readonly code: string; readonly name: string }): ReactElement {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const confirm = useConfirm();
  const remove = useRemoveTemplate();
  const navigate = useNavigate();
  const ask = () =>
    confirm({
      title: t("templates.deleteTitle", { name }),
      text: t("templates.deleteText"),
      confirm: t("common.delete"),
      dangerous: true,
      act: async () => {
        await remove.mutateAsync(code);
        void message.success(t("templates.deleted", { name }));
        void navigate({ to: "/templates", search: {} });
      },
    });
  return (
    <Button danger onClick={ask}>
      {t("common.delete")}
    </Button>
  );
}
