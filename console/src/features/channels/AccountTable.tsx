import type { AccountStatus } from "@belfry/client";
import { App, Button, Space } from "antd";
import { useState, type ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { DataTable, type Column } from "../../ui/DataTable.tsx";
import { useConfirm } from "../../ui/use-confirm.tsx";
import { useMay } from "../session/index.ts";
import { AccountHealthMark } from "./AccountHealthMark.tsx";
import { AccountTestDialog } from "./AccountTestDialog.tsx";
import { useRemoveAccount, useResumeAccount } from "./channel-queries.ts";
import { LazyAccountDialog } from "./LazyAccountDialog.tsx";
import { QuotaBars } from "./QuotaBars.tsx";

/** The accounts of one channel in the order in which they are asked. */
export function AccountTable(props: {
  readonly label: string;
  readonly accounts: readonly AccountStatus[];
}): ReactElement {
  const { t } = useTranslation();
  const may = useMay();
  const columns: readonly (Column<AccountStatus> | false)[] = [
    {
      key: "name",
      title: t("channels.account"),
      render: (account) => (
        <>
          <strong className="breakable">{account.name}</strong>
          <div className="quiet small">
            {t("channels.place", { priority: account.priority, weight: account.weight })}
          </div>
          <div className="narrow-only">
            <QuotaBars name={account.name} use={account.use} />
          </div>
        </>
      ),
    },
    { key: "health", title: t("channels.health"), render: (account) => <AccountHealthMark account={account} /> },
    {
      key: "quota",
      from: "middle",
      title: t("channels.quota"),
      render: ({ name, use }) => <QuotaBars name={name} use={use} />,
    },
    may("accounts:write") && {
      key: "do",
      align: "end",
      title: <span className="sr-only">{t("common.edit")}</span>,
      render: (account) => <AccountActions account={account} />,
    },
  ];
  return (
    <DataTable
      label={props.label}
      columns={columns}
      rows={props.accounts}
      rowKey={({ channel, name }) => `${channel} ${name}`}
    />
  );
}

function AccountActions({ account }: { readonly account: AccountStatus }): ReactElement {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const confirm = useConfirm();
  const remove = useRemoveAccount();
  const resume = useResumeAccount();
  const [open, setOpen] = useState<"test" | "edit">();
  const { name, health } = account;

  const askToRemove = () =>
    confirm({
      title: t("channels.deleteTitle", { name }),
      text: t("channels.deleteText"),
      confirm: t("common.delete"),
      dangerous: true,
      act: async () => {
        await remove.mutateAsync(account);
        void message.success(t("channels.deleted", { name }));
      },
    });
  const askToResume = () =>
    confirm({
      title: t("channels.resumeTitle", { name }),
      text: t("channels.resumeText"),
      confirm: t("channels.resume"),
      act: async () => {
        await resume.mutateAsync(account);
        void message.success(t("channels.resumed", { name }));
      },
    });
  return (
    <>
      <Space size={4} wrap style={{ justifyContent: "flex-end" }}>
        {(health === "resting" || health === "on-trial") && (
          <Button size="small" onClick={askToResume} aria-label={`${t("channels.resume")} ${name}`}>
            {t("channels.resume")}
          </Button>
        )}
        <Button size="small" onClick={() => setOpen("test")} aria-label={`${t("channels.test")} ${name}`}>
          {t("channels.test")}
        </Button>
        <Button size="small" onClick={() => setOpen("edit")} aria-label={`${t("common.edit")} ${name}`}>
          {t("common.edit")}
        </Button>
        <Button size="small" danger onClick={askToRemove} aria-label={`${t("common.delete")} ${name}`}>
          {t("common.delete")}
        </Button>
      </Space>
      {open === "test" && <AccountTestDialog account={account} onClose={() => setOpen(undefined)} />}
      {open === "edit" && <LazyAccountDialog account={account} onClose={() => setOpen(undefined)} />}
    </>
  );
}
