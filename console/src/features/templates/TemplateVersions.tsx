import type { TemplateVersion, TemplateView } from "@belfry/client";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { App, Button, Space } from "antd";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { stringify } from "yaml";
import { TextDiff } from "../../ui/code-editor/index.ts";
import { CopyButton } from "../../ui/CopyButton.tsx";
import { DataTable } from "../../ui/DataTable.tsx";
import { Instant } from "../../ui/Instant.tsx";
import { QueryView } from "../../ui/QueryView.tsx";
import { Section } from "../../ui/Section.tsx";
import { useConfirm } from "../../ui/use-confirm.tsx";
import { useMay } from "../session/index.ts";
import { templateVersionQuery, templateVersionsQuery, useRestoreVersion } from "./template-queries.ts";

const route = getRouteApi("/shell/templates/$template");

/** What a template said before, what changed, and the way back. */
export function TemplateVersions({ template }: { readonly template: TemplateView }): ReactElement {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const may = useMay();
  const confirm = useConfirm();
  const restore = useRestoreVersion();
  const { from, to } = route.useSearch();
  const navigate = route.useNavigate();
  const query = useQuery(templateVersionsQuery(template.code));
  const askToRestore = (version: number) =>
    confirm({
      title: t("templates.restoreTitle", { version }),
      text: t("templates.restoreText"),
      confirm: t("templates.restore"),
      act: async () => {
        const saved = await restore.mutateAsync({ code: template.code, version });
        void message.success(t("templates.saved", { version: saved.version }));
      },
    });
  const actionsOf = ({ version, current }: TemplateVersion) => (
    <Space size={4} wrap style={{ justifyContent: "flex-end" }}>
      <CopyButton text={`${template.code}@${version}`} label={`${template.code}@${version}`} />
      <Button
        size="small"
        aria-label={`${t("templates.compare")} ${version}`}
        onClick={() => void navigate({ search: { tab: "versions", from: version - 1, to: version } })}
      >
        {t("templates.compare")}
      </Button>
      {!current && may("templates:write") && (
        <Button size="small" aria-label={`${t("templates.restore")} ${version}`} onClick={() => askToRestore(version)}>
          {t("templates.restore")}
        </Button>
      )}
    </Space>
  );
  return (
    <>
      <Section flush title={t("templates.views.versions")} hint={t("templates.versionsHint")}>
        <QueryView query={query}>
          {({ items }) => (
            <DataTable
              label={t("templates.views.versions")}
              rows={items}
              rowKey={({ version }) => version}
              columns={[
                {
                  key: "version",
                  title: t("templates.version"),
                  render: ({ version, note, current }) => (
                    <>
                      <strong className="tabular">{version}</strong>{" "}
                      {current && <span className="tabular">{t("templates.current")}</span>}
                      {note !== "" && <div className="quiet small breakable">{note}</div>}
                    </>
                  ),
                },
                {
                  key: "saved",
                  title: t("templates.updated"),
                  render: ({ createdAt, createdBy }) => (
                    <>
                      <Instant at={createdAt} />
                      <div className="quiet small">{createdBy}</div>
                    </>
                  ),
                },
                {
                  key: "do",
                  align: "end",
                  title: <span className="sr-only">{t("templates.compare")}</span>,
                  render: actionsOf,
                },
              ]}
            />
          )}
        </QueryView>
      </Section>
      {from !== undefined && to !== undefined && <Comparison code={template.code} from={from} to={to} />}
    </>
  );
}

function Comparison(props: { readonly code: string; readonly from: number; readonly to: number }): ReactElement {
  const { t } = useTranslation();
  const { code, from, to } = props;
  const older = useQuery(templateVersionQuery(code, from));
  const newer = useQuery(templateVersionQuery(code, to));
  const labelOf = (version: number) => t("templates.versionOf", { version });
  return (
    <Section title={t("templates.comparison", { from, to })}>
      <QueryView query={older}>
        {(before) => (
          <QueryView query={newer}>
            {(after) => (
              <TextDiff
                before={{ text: textOf(before), label: labelOf(from) }}
                after={{ text: textOf(after), label: labelOf(to) }}
              />
            )}
          </QueryView>
        )}
      </QueryView>
    </Section>
  );
}

function textOf(version: TemplateView | null): string {
  return version === null ? "" : stringify(version.definition, { lineWidth: 110 });
}
