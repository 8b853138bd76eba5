import { PlusOutlined } from "@ant-design/icons";
import type { Callback } from "@belfry/client";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Button } from "antd";
import { useState, type ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { DataTable } from "../../ui/DataTable.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { Instant } from "../../ui/Instant.tsx";
import { Page } from "../../ui/Page.tsx";
import { Panel } from "../../ui/Panel.tsx";
import { QueryView } from "../../ui/QueryView.tsx";
import { useMay } from "../session/index.ts";
import { CallbackDialog } from "./CallbackDialog.tsx";
import { callbackListQuery } from "./callback-queries.ts";
import { CallbackState } from "./CallbackState.tsx";

/** Where other systems are told what became of messages. */
export function CallbacksPage(): ReactElement {
  const { t } = useTranslation();
  const may = useMay();
  const query = useQuery(callbackListQuery);
  const [isAdding, setAdding] = useState(false);
  return (
    <Page
      title={t("callbacks.title")}
      lead={t("callbacks.lead")}
      actions={
        may("callbacks:write") && (
          <Button type="primary" icon={<PlusOutlined />} onClick={() => setAdding(true)}>
            {t("callbacks.add")}
          </Button>
        )
      }
    >
      <QueryView query={query}>
        {(callbacks) => (
          <Panel>
            <CallbackTable callbacks={callbacks} />
          </Panel>
        )}
      </QueryView>
      {isAdding && <CallbackDialog onClose={() => setAdding(false)} />}
    </Page>
  );
}

function CallbackTable({ callbacks }: { readonly callbacks: readonly Callback[] }): ReactElement {
  const { t } = useTranslation();
  return (
    <DataTable
      label={t("callbacks.title")}
      rows={callbacks}
      rowKey={({ name }) => name}
      columns={[
        {
          key: "name",
          title: t("callbacks.name"),
          render: ({ name, url }) => (
            <>
              <Link to="/callbacks/$callback" params={{ callback: name }}>
                {name}
              </Link>
              <div className="quiet small breakable">{url}</div>
            </>
          ),
        },
        { key: "state", title: t("messages.state"), render: (callback) => <CallbackState callback={callback} /> },
        {
          key: "updated",
          from: "middle",
          title: t("policies.updated"),
          render: ({ updatedAt, updatedBy }) => (
            <>
              <Instant at={updatedAt} />
              <div className="quiet small">{updatedBy}</div>
            </>
          ),
        },
      ]}
      empty={<EmptyState title={t("callbacks.empty")} text={t("callbacks.emptyText")} />}
    />
  );
}
