import { PlusOutlined } from "@ant-design/icons";
import type { Connection } from "@belfry/client";
import { useQuery } from "@tanstack/react-query";
import { App, Button, Space } from "antd";
import { useState, type ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { DataTable, type Column } from "../../ui/DataTable.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { Instant } from "../../ui/Instant.tsx";
import { StateMark } from "../../ui/StateMark.tsx";
import { Page } from "../../ui/Page.tsx";
import { Panel } from "../../ui/Panel.tsx";
import { QueryView } from "../../ui/QueryView.tsx";
import { useConfirm } from "../../ui/use-confirm.tsx";
import { useMay } from "../session/index.ts";
import { connectionListQuery, useRemoveConnection } from "./connection-queries.ts";
import { ConnectionDialog } from "./ConnectionDialog.tsx";

export function ConnectionsPage(): ReactElement {
  const { t } = useTranslation();
  const may = useMay();
  const query = useQuery(connectionListQuery);
  const [edited, setEdited] = useState<Connection | "new" | undefined>();
  return (
    <Page
      title={t("connections.title")}
      lead={t("connections.lead")}
      actions={
        may("connections:write") && (
          <Button type="primary" icon={<PlusOutlined />} onClick={() => setEdited("new")}>
            {t("connections.add")}
          </Button>
        )
      }
    >
      <QueryView query={query}>
        {(connections) => (
          <Panel>
            <ConnectionTable connections={connections} onEdit={setEdited} />
          </Panel>
        )}
      </QueryView>
      {edited !== undefined && (
        <ConnectionDialog {...(edited !== "new" && { connection: edited })} onClose={() => setEdited(undefined)} />
      )}
    </Page>
  );
}

function ConnectionTable(props: {
  readonly connections: readonly Connection[];
  readonly onEdit: (connection: Connection) => void;
}): ReactElement {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const may = useMay();
  const confirm = useConfirm();
  const remove = useRemoveConnection();
  const askToRemove = ({ name, address }: Connection) =>
    confirm({
      title: t("connections.deleteTitle", { name }),
      text: t("connections.deleteText", { address }),
      confirm: t("common.delete"),
      dangerous: true,
      act: async () => {
        await remove.mutateAsync(name);
        void message.success(t("connections.deleted", { name }));
      },
    });
  const columns: readonly (Column<Connection> | false)[] = [
    {
      key: "name",
      title: t("connections.name"),
      render: ({ name, purpose }) => (
        <>
          <strong>{name}</strong>
          {purpose !== "" && <div className="quiet small">{purpose}</div>}
        </>
      ),
    },
    {
      key: "address",
      title: t("connections.address"),
      render: ({ address, allowLocal }) => (
        <Space size={8} wrap>
          <code>{address}</code>
          {allowLocal && <StateMark tone="held">{t("connections.local")}</StateMark>}
        </Space>
      ),
    },
    {
      key: "by",
      from: "middle",
      title: t("connections.createdBy"),
      render: ({ createdBy, createdAt }) => (
        <>
          {createdBy} <span className="quiet">· </span>
          <Instant at={createdAt} />
        </>
      ),
    },
    may("connections:write") && {
      key: "do",
      align: "end",
      title: <span className="sr-only">{t("common.edit")}</span>,
      render: (connection) => (
        <Space size={4}>
          <Button
            size="small"
            onClick={() => props.onEdit(connection)}
            aria-label={t("connections.edit", { name: connection.name })}
          >
            {t("common.edit")}
          </Button>
          <Button
            size="small"
            danger
            onClick={() => askToRemove(connection)}
            aria-label={`${t("common.delete")} ${connection.name}`}
          >
            {t("common.delete")}
          </Button>
        </Space>
      ),
    },
  ];
  return (
    <DataTable
      label={t("connections.title")}
      columns={columns}
      rows={props.connections}
      rowKey={({ name }) => name}
      empty={<EmptyState title={t("connections.empty")} text={t("connections.emptyText")} />}
    />
  );
}
