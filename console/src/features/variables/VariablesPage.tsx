import { DeleteOutlined, EditOutlined, PlusOutlined } from "@ant-design/icons";
import type { Variable } from "@belfry/client";
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
import { useConfirm } from "../../ui/use-confirm.tsx";
import { useMay } from "../session/index.ts";
import { useRemoveVariable, variableListQuery } from "./variable-queries.ts";
import { VariableDialog } from "./VariableDialog.tsx";

export function VariablesPage(): ReactElement {
  const { t } = useTranslation();
  const may = useMay();
  const query = useQuery(variableListQuery);
  const [edited, setEdited] = useState<Variable | "new" | undefined>();
  const add = may("variables:write") && (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => setEdited("new")}>
      {t("variables.add")}
    </Button>
  );
  return (
    <Page title={t("variables.title")} lead={t("variables.lead")} actions={add}>
      <QueryView query={query}>
        {(variables) => (
          <Panel>
            <VariableTable variables={variables} onEdit={setEdited} />
          </Panel>
        )}
      </QueryView>
      {edited !== undefined && (
        <VariableDialog {...(edited !== "new" && { variable: edited })} onClose={() => setEdited(undefined)} />
      )}
    </Page>
  );
}

function VariableTable(props: {
  readonly variables: readonly Variable[];
  readonly onEdit: (variable: Variable) => void;
}): ReactElement {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const confirm = useConfirm();
  const remove = useRemoveVariable();
  const may = useMay();
  const askToRemove = ({ name }: Variable) =>
    confirm({
      title: t("variables.deleteTitle", { name }),
      text: t("variables.deleteText"),
      confirm: t("common.delete"),
      dangerous: true,
      act: async () => {
        await remove.mutateAsync(name);
        void message.success(t("variables.deleted", { name }));
      },
    });
  const columns: readonly (Column<Variable> | false)[] = [
    { key: "name", title: t("variables.name"), render: ({ name }) => <strong className="code">{name}</strong> },
    {
      key: "value",
      title: t("variables.value"),
      render: ({ value }) => <code className="clip">{JSON.stringify(value)}</code>,
    },
    {
      key: "updated",
      title: t("variables.updated"),
      width: 150,
      render: ({ updatedAt }) => <Instant at={updatedAt} />,
    },
    may("variables:write") && {
      key: "do",
      width: 100,
      align: "end",
      title: <span className="sr-only">{t("common.edit")}</span>,
      render: (variable) => (
        <Space size={4}>
          <Button
            type="text"
            icon={<EditOutlined />}
            aria-label={t("variables.edit", { name: variable.name })}
            onClick={() => props.onEdit(variable)}
          />
          <Button
            type="text"
            icon={<DeleteOutlined />}
            aria-label={`${t("common.delete")} ${variable.name}`}
            onClick={() => askToRemove(variable)}
          />
        </Space>
      ),
    },
  ];
  return (
    <DataTable
      label={t("variables.title")}
      columns={columns}
      rows={props.variables}
      rowKey={({ name }) => name}
      empty={<EmptyState title={t("variables.empty")} text={t("variables.emptyText")} />}
    />
  );
}
