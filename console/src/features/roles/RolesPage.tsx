import { CheckOutlined, PlusOutlined } from "@ant-design/icons";
import type { Role } from "@belfry/client";
import { useQuery } from "@tanstack/react-query";
import { App, Button, Space } from "antd";
import { useState, type ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { DataTable, type Column } from "../../ui/DataTable.tsx";
import { Page } from "../../ui/Page.tsx";
import { Panel } from "../../ui/Panel.tsx";
import { QueryView } from "../../ui/QueryView.tsx";
import { useConfirm } from "../../ui/use-confirm.tsx";
import { useMay, useRoleText } from "../session/index.ts";
import { permissionGroups } from "./permission-groups.ts";
import { roleListQuery, useRemoveRole } from "./role-queries.ts";
import { RoleDialog } from "./RoleDialog.tsx";
import styles from "./RolesPage.module.css";
import { usePermissionText } from "./use-permission-text.ts";

export function RolesPage(): ReactElement {
  const { t } = useTranslation();
  const may = useMay();
  const query = useQuery(roleListQuery);
  const [edited, setEdited] = useState<Role | "new" | undefined>();
  return (
    <Page
      title={t("roles.title")}
      lead={t("roles.lead")}
      actions={
        may("roles:write") && (
          <Button type="primary" icon={<PlusOutlined />} onClick={() => setEdited("new")}>
            {t("roles.add")}
          </Button>
        )
      }
    >
      <QueryView query={query}>
        {({ items, permissions }) => (
          <Panel>
            <PermissionTable roles={items} permissions={permissions} onEdit={setEdited} />
          </Panel>
        )}
      </QueryView>
      {edited !== undefined && (
        <RoleDialog {...(edited !== "new" && { role: edited })} onClose={() => setEdited(undefined)} />
      )}
    </Page>
  );
}

interface Row {
  readonly permission: string;
  /** The first of its noun: a line stands above it. */
  readonly isFirst: boolean;
}

/** Permissions × roles. */
function PermissionTable(props: {
  readonly roles: readonly Role[];
  readonly permissions: readonly string[];
  readonly onEdit: (role: Role) => void;
}): ReactElement {
  const { t } = useTranslation();
  const permissionText = usePermissionText();
  const rows: readonly Row[] = permissionGroups(props.permissions).flatMap(({ permissions }) =>
    permissions.map((permission, place) => ({ permission, isFirst: place === 0 })),
  );
  const columns: readonly Column<Row>[] = [
    {
      key: "permission",
      title: t("roles.permission"),
      render: ({ permission, isFirst }) => (
        <span className={styles["row"]}>
          <span className={isFirst ? styles["first"] : undefined}>{permissionText(permission)}</span>{" "}
          <code className={styles["code"]}>{permission}</code>
        </span>
      ),
    },
    ...props.roles.map((role): Column<Row> => ({
      key: `role ${role.name}`,
      title: <RoleHead role={role} onEdit={props.onEdit} />,
      render: ({ permission }) => <Allowed isAllowed={role.permissions.includes(permission)} />,
    })),
  ];
  return (
    <DataTable dense label={t("roles.title")} columns={columns} rows={rows} rowKey={({ permission }) => permission} />
  );
}

function Allowed({ isAllowed }: { readonly isAllowed: boolean }): ReactElement {
  const { t } = useTranslation();
  return isAllowed ? (
    <CheckOutlined className={styles["yes"] ?? ""} aria-label={t("roles.allowed")} />
  ) : (
    <span className="quiet">
      <span aria-hidden="true">–</span>
      <span className="sr-only">{t("roles.notAllowed")}</span>
    </span>
  );
}

function RoleHead({ role, onEdit }: { readonly role: Role; readonly onEdit: (role: Role) => void }): ReactElement {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const may = useMay();
  const roleText = useRoleText();
  const confirm = useConfirm();
  const remove = useRemoveRole();
  const { name } = role;
  const askToRemove = () =>
    confirm({
      title: t("roles.deleteTitle", { name }),
      text: t("roles.deleteText"),
      confirm: t("common.delete"),
      dangerous: true,
      act: async () => {
        await remove.mutateAsync(name);
        void message.success(t("roles.deleted", { name }));
      },
    });
  return (
    <div className={styles["head"]} title={role.description}>
      <strong>{roleText(name)}</strong>
      <span className="quiet small">
        {[role.builtin ? t("roles.builtinMark") : role.description, t("roles.users", { count: role.users })]
          .filter(Boolean)
          .join(" · ")}
      </span>
      {!role.builtin && may("roles:write") && (
        <Space size={4}>
          <Button size="small" onClick={() => onEdit(role)} aria-label={t("roles.edit", { name })}>
            {t("common.edit")}
          </Button>
          <Button size="small" danger onClick={askToRemove} aria-label={`${t("common.delete")} ${name}`}>
            {t("common.delete")}
          </Button>
        </Space>
      )}
    </div>
  );
}
