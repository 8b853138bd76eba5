import { PlusOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { App, Button, Space } from "antd";
import { useState, type ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { usePreferences } from "../../preferences/index.ts";
import { DataTable, type Column } from "../../ui/DataTable.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { Instant } from "../../ui/Instant.tsx";
import { QueryView } from "../../ui/QueryView.tsx";
import { Section } from "../../ui/Section.tsx";
import { useConfirm } from "../../ui/use-confirm.tsx";
import { useMay } from "../session/index.ts";
import { LimitDialog } from "./LimitDialog.tsx";
import { perText } from "./per-text.ts";
import { limitsQuery, useRemoveLimit, type Limit } from "./limit-queries.ts";

/** How much the installation as a whole does at once, by label and by connection. */
export function Limits(): ReactElement {
  const { t } = useTranslation();
  const may = useMay();
  const query = useQuery(limitsQuery);
  const [edited, setEdited] = useState<Limit | "new" | undefined>();
  return (
    <Section
      flush
      title={t("flow.limits")}
      hint={t("flow.limitsHint")}
      extra={
        may("settings:write") && (
          <Button icon={<PlusOutlined />} onClick={() => setEdited("new")}>
            {t("flow.addLimit")}
          </Button>
        )
      }
    >
      <QueryView query={query}>{(limits) => <LimitTable limits={limits} onEdit={setEdited} />}</QueryView>
      {edited !== undefined && (
        <LimitDialog {...(edited !== "new" && { limit: edited })} onClose={() => setEdited(undefined)} />
      )}
    </Section>
  );
}

function LimitTable(props: {
  readonly limits: readonly Limit[];
  readonly onEdit: (limit: Limit) => void;
}): ReactElement {
  const { t } = useTranslation();
  const { language } = usePreferences();
  const { message } = App.useApp();
  const may = useMay();
  const confirm = useConfirm();
  const remove = useRemoveLimit();
  const askToRemove = ({ kind, name }: Limit) =>
    confirm({
      title: t("flow.removeLimitTitle", { name }),
      text: t("flow.removeLimitText"),
      confirm: t("common.delete"),
      dangerous: true,
      act: async () => {
        await remove.mutateAsync({ kind, name });
        void message.success(t("flow.limitRemoved", { name }));
      },
    });
  const columns: readonly (Column<Limit> | false)[] = [
    {
      key: "name",
      title: t("flow.limitFor"),
      render: ({ kind, name, note }) => (
        <>
          <code className="breakable">{name}</code> <span className="quiet small">{t(`flow.limitKinds.${kind}`)}</span>
          {note !== "" && <div className="quiet small">{note}</div>}
        </>
      ),
    },
    {
      key: "limit",
      title: t("flow.limit"),
      render: ({ concurrency, rate }) => (
        <>
          {concurrency !== null && <div>{t("flow.atOnceLimit", { count: concurrency })}</div>}
          {rate !== null && <div>{t("flow.rateLimit", { limit: rate.limit, per: perText(rate.per, language) })}</div>}
        </>
      ),
    },
    {
      key: "now",
      from: "small",
      title: t("flow.usedNow"),
      render: ({ running, waiting }) => (running === null ? "–" : t("flow.used", { running, waiting: waiting ?? 0 })),
    },
    {
      key: "by",
      from: "large",
      title: t("flow.updated"),
      render: ({ updatedBy, updatedAt }) => (
        <>
          {updatedBy} <span className="quiet">· </span>
          <Instant at={updatedAt} />
        </>
      ),
    },
    may("settings:write") && {
      key: "do",
      align: "end",
      title: <span className="sr-only">{t("common.edit")}</span>,
      render: (limit) => (
        <Space size={4} wrap>
          <Button size="small" onClick={() => props.onEdit(limit)} aria-label={`${t("common.edit")} ${limit.name}`}>
            {t("common.edit")}
          </Button>
          <Button
            size="small"
            danger
            onClick={() => askToRemove(limit)}
            aria-label={`${t("common.delete")} ${limit.name}`}
          >
            {t("common.delete")}
          </Button>
        </Space>
      ),
    },
  ];
  return (
    <DataTable
      label={t("flow.limits")}
      columns={columns}
      rows={props.limits}
      rowKey={({ kind, name }) => `${kind} ${name}`}
      empty={<EmptyState title={t("flow.noLimits")} text={t("flow.noLimitsText")} />}
    />
  );
}
