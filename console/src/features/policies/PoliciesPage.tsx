import { PlusOutlined } from "@ant-design/icons";
import type { MessagePolicy } from "@belfry/client";
import { useQuery } from "@tanstack/react-query";
import { App, Button, Space } from "antd";
import { useState, type ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { DataTable, type Column } from "../../ui/DataTable.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { Instant } from "../../ui/Instant.tsx";
import { Page } from "../../ui/Page.tsx";
import { Panel } from "../../ui/Panel.tsx";
import { QueryView } from "../../ui/QueryView.tsx";
import { StateMark } from "../../ui/StateMark.tsx";
import { useConfirm } from "../../ui/use-confirm.tsx";
import { useMay } from "../session/index.ts";
import { LazyPolicyDialog } from "./LazyPolicyDialog.tsx";
import { policyListQuery, useRemovePolicy } from "./policy-queries.ts";
import { PolicyText } from "./PolicyText.tsx";

/** What is decided about all messages: when it is quiet, how many somebody gets, and what they may hold. */
export function PoliciesPage(): ReactElement {
  const { t } = useTranslation();
  const may = useMay();
  const query = useQuery(policyListQuery);
  const [edited, setEdited] = useState<MessagePolicy | "new">();
  return (
    <Page
      title={t("policies.title")}
      lead={t("policies.lead")}
      actions={
        may("settings:write") && (
          <Button type="primary" icon={<PlusOutlined />} onClick={() => setEdited("new")}>
            {t("policies.add")}
          </Button>
        )
      }
    >
      <QueryView query={query}>
        {(policies) => (
          <Panel>
            <PolicyTable policies={policies} onEdit={setEdited} />
          </Panel>
        )}
      </QueryView>
      {edited !== undefined && (
        <LazyPolicyDialog {...(edited !== "new" && { policy: edited })} onClose={() => setEdited(undefined)} />
      )}
    </Page>
  );
}

function PolicyTable(props: {
  readonly policies: readonly MessagePolicy[];
  readonly onEdit: (policy: MessagePolicy) => void;
}): ReactElement {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const may = useMay();
  const confirm = useConfirm();
  const remove = useRemovePolicy();
  const askToRemove = (name: string) =>
    confirm({
      title: t("policies.deleteTitle", { name }),
      text: t("policies.deleteText"),
      confirm: t("common.delete"),
      dangerous: true,
      act: async () => {
        await remove.mutateAsync(name);
        void message.success(t("policies.deleted", { name }));
      },
    });
  const columns: readonly (Column<MessagePolicy> | false)[] = [
    {
      key: "name",
      title: t("policies.name"),
      render: ({ name, definition, enabled }) => (
        <>
          <strong className="breakable">{name}</strong>
          <div className="small">{t(`policies.kinds.${definition.kind}`)}</div>
          <StateMark tone={enabled ? "good" : "quiet"}>{t(enabled ? "policies.on" : "policies.off")}</StateMark>
        </>
      ),
    },
    { key: "what", title: t("policies.what"), render: (policy) => <PolicyText policy={policy} /> },
    {
      key: "updated",
      from: "large",
      title: t("policies.updated"),
      render: ({ updatedAt, updatedBy }) => (
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
      render: (policy) => (
        <Space size={4} wrap style={{ justifyContent: "flex-end" }}>
          <Button size="small" onClick={() => props.onEdit(policy)} aria-label={`${t("common.edit")} ${policy.name}`}>
            {t("common.edit")}
          </Button>
          <Button
            size="small"
            danger
            onClick={() => askToRemove(policy.name)}
            aria-label={`${t("common.delete")} ${policy.name}`}
          >
            {t("common.delete")}
          </Button>
        </Space>
      ),
    },
  ];
  return (
    <DataTable
      label={t("policies.title")}
      columns={columns}
      rows={props.policies}
      rowKey={({ name }) => name}
      empty={<EmptyState title={t("policies.empty")} text={t("policies.emptyText")} />}
    />
  );
}
