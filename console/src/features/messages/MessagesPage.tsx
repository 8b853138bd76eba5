import { SendOutlined } from "@ant-design/icons";
import type { MessageSummary } from "@belfry/client";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { Button } from "antd";
import { useState, type ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { CursorPager } from "../../ui/CursorPager.tsx";
import { DataTable, type Column } from "../../ui/DataTable.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { Instant } from "../../ui/Instant.tsx";
import { Page } from "../../ui/Page.tsx";
import { Panel } from "../../ui/Panel.tsx";
import { QueryView } from "../../ui/QueryView.tsx";
import { useNow } from "../../ui/use-now.ts";
import { useChannelText } from "../channels/index.ts";
import { MaskedHint, useMay } from "../session/index.ts";
import { DeliveryStateMark } from "./DeliveryStateMark.tsx";
import { LazySendDialog } from "./LazySendDialog.tsx";
import styles from "./MessageFilters.module.css";
import { MessageFilters } from "./MessageFilters.tsx";
import { deliveryStates, messageListQuery } from "./message-queries.ts";
import { isFiltered, toMessageFilter } from "./message-search.ts";

const route = getRouteApi("/shell/messages");

export function MessagesPage(): ReactElement {
  const { t } = useTranslation();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const may = useMay();
  const now = useNow("ten-seconds");
  const query = useQuery(messageListQuery(toMessageFilter(search, now)));
  const [isSending, setSending] = useState(false);
  const { cursor, ...firstPage } = search;
  const { execution } = search;
  return (
    <Page
      title={execution === undefined ? t("messages.title") : t("messages.ofExecution", { id: execution })}
      {...(execution !== undefined && { before: <Link to="/messages">{t("messages.showAll")}</Link> })}
      actions={
        may("messages:send") && (
          <Button type="primary" icon={<SendOutlined />} onClick={() => setSending(true)}>
            {t("messages.send")}
          </Button>
        )
      }
    >
      <MessageFilters search={search} onChange={(next) => void navigate({ search: next })} />
      <MaskedHint />
      <QueryView query={query}>
        {({ items, nextCursor }) => (
          <>
            <Panel>
              <MessageTable messages={items} isNarrowed={isFiltered(search)} />
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
      {isSending && <LazySendDialog onClose={() => setSending(false)} />}
    </Page>
  );
}

function MessageTable(props: {
  readonly messages: readonly MessageSummary[];
  readonly isNarrowed: boolean;
}): ReactElement {
  const { t } = useTranslation();
  const channelText = useChannelText();
  const columns: readonly Column<MessageSummary>[] = [
    {
      key: "subject",
      title: t("messages.subject"),
      render: (message) => (
        <>
          <Link to="/messages/$messageId" params={{ messageId: message.id }} className="breakable">
            {message.subject === "" ? t("messages.one", { id: message.id }) : message.subject}
          </Link>
          <Marks message={message} />
        </>
      ),
    },
    {
      key: "channel",
      from: "small",
      title: t("messages.channel"),
      width: 130,
      render: ({ channel }) => channelText(channel),
    },
    {
      key: "states",
      title: t("messages.deliveries"),
      render: ({ states }) => (
        <div className={styles["states"]}>
          {deliveryStates.flatMap((state) => {
            const count = states[state] ?? 0;
            return count === 0 ? [] : [<DeliveryStateMark key={state} state={state} count={count} />];
          })}
        </div>
      ),
    },
    {
      key: "origin",
      from: "middle",
      title: t("messages.origin"),
      render: ({ rule, executionId, sentBy }) => (
        <>
          {rule ?? sentBy}
          {executionId !== null && (
            <div>
              <Link to="/executions/$executionId" params={{ executionId }} className="tabular small">
                #{executionId}
              </Link>
            </div>
          )}
        </>
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
    <DataTable
      label={t("messages.title")}
      columns={columns}
      rows={props.messages}
      rowKey={({ id }) => id}
      empty={
        <EmptyState
          title={t(props.isNarrowed ? "messages.noMatch" : "messages.empty")}
          text={t(props.isNarrowed ? "messages.noMatchText" : "messages.emptyText")}
        />
      }
    />
  );
}

/** What sets a message apart from most: how urgent it is, when it goes out, and what it is about. */
function Marks({ message }: { readonly message: MessageSummary }): ReactElement | null {
  const { t } = useTranslation();
  const { priority, scheduledAt, states, labels } = message;
  const waits = scheduledAt !== null && (states.queued ?? 0) > 0;
  const named = Object.entries(labels).map(([name, value]) => `${name}=${value}`);
  if (priority === "normal" && !waits && named.length === 0) return null;
  return (
    <div className="quiet small breakable">
      {priority !== "normal" && <span>{t(`messages.priorities.${priority}`)} </span>}
      {waits && (
        <span>
          {t("messages.scheduled")} <Instant at={scheduledAt} as="both" />{" "}
        </span>
      )}
      {named.length > 0 && <span className="code">{named.join(" ")}</span>}
    </div>
  );
}
