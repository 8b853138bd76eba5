import type { Session } from "@belfry/client";
import { useQuery } from "@tanstack/react-query";
import { App, Button, Tag } from "antd";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { DataTable, type Column } from "../../ui/DataTable.tsx";
import { Instant } from "../../ui/Instant.tsx";
import { QueryView } from "../../ui/QueryView.tsx";
import { StateMark } from "../../ui/StateMark.tsx";
import { Section } from "../../ui/Section.tsx";
import { useConfirm } from "../../ui/use-confirm.tsx";
import { ownSessionsQuery, useEndSession } from "./account-queries.ts";

/** Where whoever looks is signed in. */
export function OwnSessions(): ReactElement {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const confirm = useConfirm();
  const end = useEndSession();
  const query = useQuery(ownSessionsQuery);
  const askToEnd = ({ id, address }: Session) =>
    confirm({
      title: t("account.endTitle", { address }),
      text: t("account.endText"),
      confirm: t("account.end"),
      dangerous: true,
      act: async () => {
        await end.mutateAsync(id);
        void message.success(t("account.ended"));
      },
    });
  const columns: readonly Column<Session>[] = [
    {
      key: "address",
      title: t("account.address"),
      render: ({ address, current, method }) => (
        <>
          <span className="code">{address}</span> {current && <StateMark tone="busy">{t("account.thisOne")}</StateMark>}
          {method === "sso" && <Tag>{t("account.bySso")}</Tag>}
        </>
      ),
    },
    { key: "created", title: t("account.since"), width: 150, render: ({ createdAt }) => <Instant at={createdAt} /> },
    {
      key: "expires",
      from: "middle",
      title: t("account.expires"),
      width: 150,
      render: ({ expiresAt }) => <Instant at={expiresAt} />,
    },
    {
      key: "end",
      align: "end",
      width: 100,
      title: <span className="sr-only">{t("account.end")}</span>,
      render: (session) =>
        !session.current && (
          <Button size="small" onClick={() => askToEnd(session)} aria-label={`${t("account.end")} ${session.address}`}>
            {t("account.end")}
          </Button>
        ),
    },
  ];
  return (
    <Section title={t("account.sessions")} hint={t("account.sessionsHint")} flush>
      <QueryView query={query}>
        {(sessions) => (
          <DataTable label={t("account.sessions")} columns={columns} rows={sessions} rowKey={({ id }) => id} />
        )}
      </QueryView>
    </Section>
  );
}
