import { PlusOutlined, SearchOutlined } from "@ant-design/icons";
import type { User } from "@belfry/client";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { Button, Input, Space, Tag } from "antd";
import { useState, type ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { CursorPager } from "../../ui/CursorPager.tsx";
import { DataTable, type Column } from "../../ui/DataTable.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { Instant } from "../../ui/Instant.tsx";
import { Page } from "../../ui/Page.tsx";
import { Panel } from "../../ui/Panel.tsx";
import { QueryView } from "../../ui/QueryView.tsx";
import { ScopeText } from "../scope/index.ts";
import { useMay, useRoleText } from "../session/index.ts";
import { PasswordDialog } from "./PasswordDialog.tsx";
import { userListQuery } from "./user-queries.ts";
import { UserDialog } from "./UserDialog.tsx";
import { UserMenu } from "./UserMenu.tsx";
import styles from "./UsersPage.module.css";
import { UserState } from "./UserState.tsx";

const route = getRouteApi("/shell/users");

/** Which dialog is open; a password lives only as long as the one that shows it. */
type Open =
  | { readonly kind: "edit"; readonly user?: User }
  | { readonly kind: "password"; readonly title: string; readonly password: string };

export function UsersPage(): ReactElement {
  const { t } = useTranslation();
  const may = useMay();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const query = useQuery(userListQuery(search));
  const [open, setOpen] = useState<Open | undefined>();
  const close = () => setOpen(undefined);
  const { find = "", cursor } = search;
  const firstPage = find === "" ? {} : { find };

  return (
    <Page
      title={t("users.title")}
      lead={t("users.lead")}
      actions={
        may("users:write") && (
          <Button type="primary" icon={<PlusOutlined />} onClick={() => setOpen({ kind: "edit" })}>
            {t("users.add")}
          </Button>
        )
      }
    >
      <search className={styles["filters"]}>
        <Input
          allowClear
          prefix={<SearchOutlined />}
          placeholder={t("users.search")}
          aria-label={t("users.search")}
          value={find}
          onChange={({ target: { value } }) =>
            void navigate({ search: value === "" ? {} : { find: value }, replace: true })
          }
          style={{ width: 300, maxWidth: "100%" }}
        />
      </search>
      <QueryView query={query}>
        {({ items, nextCursor }) => (
          <>
            <Panel>
              <UserTable
                users={items}
                isFiltered={find !== ""}
                onEdit={(user) => setOpen({ kind: "edit", user })}
                onPassword={(name, password) =>
                  setOpen({ kind: "password", title: t("users.passwordReset", { name }), password })
                }
              />
            </Panel>
            <CursorPager
              isFirst={cursor === undefined}
              hasNext={nextCursor !== null}
              onFirst={() => void navigate({ search: firstPage })}
              onNext={() => nextCursor !== null && void navigate({ search: { ...firstPage, cursor: nextCursor } })}
            />
          </>
        )}
      </QueryView>
      {open?.kind === "edit" && (
        <UserDialog
          {...(open.user !== undefined && { user: open.user })}
          onClose={close}
          onCreated={({ user, password }) =>
            password === null
              ? close()
              : setOpen({ kind: "password", title: t("users.created", { name: user.name }), password })
          }
        />
      )}
      {open?.kind === "password" && <PasswordDialog title={open.title} password={open.password} onClose={close} />}
    </Page>
  );
}

function UserTable(props: {
  readonly users: readonly User[];
  readonly isFiltered: boolean;
  readonly onEdit: (user: User) => void;
  readonly onPassword: (name: string, password: string) => void;
}): ReactElement {
  const { t } = useTranslation();
  const may = useMay();
  const roleText = useRoleText();
  const columns: readonly (Column<User> | false)[] = [
    {
      key: "name",
      title: t("users.name"),
      render: ({ name, displayName, email, role }) => (
        <>
          <strong>{name}</strong> {displayName !== "" && <span>{displayName}</span>}
          {email !== null && <div className="quiet small">{email}</div>}
          <div className="narrow-only quiet">{roleText(role)}</div>
        </>
      ),
    },
    { key: "role", from: "middle", title: t("users.role"), width: 130, render: ({ role }) => roleText(role) },
    { key: "scope", from: "middle", title: t("scope.title"), render: ({ scope }) => <ScopeText scope={scope} /> },
    {
      key: "state",
      title: t("users.state"),
      render: (user) => (
        <Space size={4} wrap>
          <UserState user={user} />
          {user.secondFactor && <Tag>{t("users.secondFactor")}</Tag>}
          {!user.hasPassword && <Tag>{t("users.ssoOnly")}</Tag>}
          {user.mustChangePassword && <Tag>{t("users.mustChange")}</Tag>}
        </Space>
      ),
    },
    {
      key: "last",
      from: "large",
      title: t("users.lastLogin"),
      width: 140,
      render: ({ lastLoginAt }) =>
        lastLoginAt === null ? <span className="quiet">{t("users.never")}</span> : <Instant at={lastLoginAt} />,
    },
    may("users:write") && {
      key: "do",
      align: "end",
      width: 120,
      title: <span className="sr-only">{t("users.actions")}</span>,
      render: (user) => (
        <Space size={0}>
          <Button size="small" onClick={() => props.onEdit(user)} aria-label={t("users.edit", { name: user.name })}>
            {t("common.edit")}
          </Button>
          <UserMenu user={user} onPassword={props.onPassword} />
        </Space>
      ),
    },
  ];
  return (
    <DataTable
      label={t("users.title")}
      columns={columns}
      rows={props.users}
      rowKey={({ id }) => id}
      empty={
        props.isFiltered ? (
          <EmptyState title={t("users.noMatch")} text={t("users.noMatchText")} />
        ) : (
          <EmptyState title={t("users.empty")} />
        )
      }
    />
  );
}
