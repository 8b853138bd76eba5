import { PlusOutlined } from "@ant-design/icons";
import type { Secret } from "@belfry/client";
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
import { secretListQuery, useRemoveSecret } from "./secret-queries.ts";
import type { SecretUser } from "./secret-uses.ts";
import { SecretDialog } from "./SecretDialog.tsx";
import { SecretUsers } from "./SecretUsers.tsx";
import { useSecretUses } from "./use-secret-uses.ts";

export function SecretsPage(): ReactElement {
  const { t } = useTranslation();
  const may = useMay();
  const query = useQuery(secretListQuery);
  const [edited, setEdited] = useState<Secret | "new" | undefined>();
  return (
    <Page
      title={t("secrets.title")}
      lead={t("secrets.lead")}
      actions={
        may("secrets:write") && (
          <Button type="primary" icon={<PlusOutlined />} onClick={() => setEdited("new")}>
            {t("secrets.add")}
          </Button>
        )
      }
    >
      <QueryView query={query}>
        {(secrets) => (
          <Panel>
            <SecretTable secrets={secrets} onReplace={setEdited} />
          </Panel>
        )}
      </QueryView>
      {edited !== undefined && (
        <SecretDialog {...(edited !== "new" && { name: edited.name })} onClose={() => setEdited(undefined)} />
      )}
    </Page>
  );
}

function SecretTable(props: {
  readonly secrets: readonly Secret[];
  readonly onReplace: (secret: Secret) => void;
}): ReactElement {
  const { t } = useTranslation();
  const may = useMay();
  const uses = useSecretUses();
  const askToRemove = useAskToRemove();
  const columns: readonly (Column<Secret> | false)[] = [
    { key: "name", title: t("secrets.name"), render: ({ name }) => <strong className="code">{name}</strong> },
    {
      key: "users",
      from: "middle",
      title: t("secrets.users"),
      render: ({ name }) => <SecretUsers users={uses.get(name) ?? []} />,
    },
    { key: "updated", title: t("secrets.updated"), width: 150, render: ({ updatedAt }) => <Instant at={updatedAt} /> },
    may("secrets:write") && {
      key: "do",
      align: "end",
      title: <span className="sr-only">{t("common.edit")}</span>,
      render: (secret) => (
        <Space size={4}>
          <Button
            size="small"
            onClick={() => props.onReplace(secret)}
            aria-label={t("secrets.replaceTitle", { name: secret.name })}
          >
            {t("secrets.replace")}
          </Button>
          <Button
            size="small"
            danger
            onClick={() => askToRemove(secret, uses.get(secret.name) ?? [])}
            aria-label={`${t("common.delete")} ${secret.name}`}
          >
            {t("common.delete")}
          </Button>
        </Space>
      ),
    },
  ];
  return (
    <DataTable
      label={t("secrets.title")}
      columns={columns}
      rows={props.secrets}
      rowKey={({ name }) => name}
      empty={<EmptyState title={t("secrets.empty")} text={t("secrets.emptyText")} />}
    />
  );
}

/** Says who would fail, before a secret is gone. */
function useAskToRemove(): (secret: Secret, users: readonly SecretUser[]) => void {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const confirm = useConfirm();
  const remove = useRemoveSecret();
  return ({ name }, users) =>
    confirm({
      title: t("secrets.deleteTitle", { name }),
      text:
        users.length === 0 ? (
          t("secrets.deleteUnused")
        ) : (
          <>
            {t("secrets.deleteUsed")} <SecretUsers users={users} />
          </>
        ),
      confirm: t("common.delete"),
      dangerous: true,
      act: async () => {
        await remove.mutateAsync(name);
        void message.success(t("secrets.deleted", { name }));
      },
    });
}
