import type { Delivery, MessageSummary } from "@belfry/client";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { CursorPager } from "../../ui/CursorPager.tsx";
import { DataTable, type Column } from "../../ui/DataTable.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { Instant } from "../../ui/Instant.tsx";
import { Page } from "../../ui/Page.tsx";
import { Panel } from "../../ui/Panel.tsx";
import { QueryView } from "../../ui/QueryView.tsx";
import { MaskedHint } from "../session/index.ts";
import { DeliveryStateMark } from "./DeliveryStateMark.tsx";
import { messageListQuery } from "./message-queries.ts";

const route = getRouteApi("/shell/messages");

export function MessagesPage(): ReactElement {
  const { t } = useTranslation();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const query = useQuery(messageListQuery(search));
  const { cursor, ...firstPage } = search;
  const { execution } = search;

  const columns: readonly Column<MessageSummary>[] = [
    {
      key: "subject",
      title: t("messages.subject"),
      render: ({ id, subject }) => (
        <Link to="/messages/$messageId" params={{ messageId: id }}>
          {subject === "" ? t("messages.one", { id }) : subject}
        </Link>
      ),
    },
    {
      key: "channel",
      from: "middle",
      title: t("messages.channel"),
      width: 120,
      render: (message) => <span className="code">{message.channel}</span>,
    },
    {
      key: "states",
      title: t("messages.deliveries"),
      render: ({ states }) =>
        (Object.keys(states) as Delivery["state"][]).map((state) => (
          <span key={state} style={{ marginInlineEnd: 6 }}>
            <DeliveryStateMark state={state} count={states[state] ?? 0} />
          </span>
        )),
    },
    {
      key: "execution",
      from: "middle",
      title: t("messages.execution"),
      width: 110,
      render: ({ executionId }) =>
        executionId !== null && (
          <Link to="/executions/$executionId" params={{ executionId }} className="tabular">
            #{executionId}
          </Link>
        ),
    },
    {
      key: "created",
      from: "middle",
      title: t("messages.created"),
      width: 150,
      render: ({ createdAt }) => <Instant at={createdAt} />,
    },
  ];

  return (
    <Page
      title={execution === undefined ? t("messages.title") : t("messages.ofExecution", { id: execution })}
      {...(execution !== undefined && { before: <Link to="/messages">{t("messages.showAll")}</Link> })}
    >
      <MaskedHint />
      <QueryView query={query}>
        {({ items, nextCursor }) => (
          <>
            <Panel>
              <DataTable
                label={t("messages.title")}
                columns={columns}
                rows={items}
                rowKey={({ id }) => id}
                empty={
                  <EmptyState
                    title={execution === undefined ? t("messages.empty") : t("messages.noMatch")}
                    text={t("messages.emptyText")}
                  />
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
    </Page>
  );
}
