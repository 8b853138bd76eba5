import type { Delivery, MessageDetail } from "@belfry/client";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { Table, type TableColumnsType } from "antd";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { CodeBlock } from "../../ui/CodeBlock.tsx";
import { Facts } from "../../ui/Facts.tsx";
import { Instant } from "../../ui/Instant.tsx";
import { Page } from "../../ui/Page.tsx";
import { QueryView } from "../../ui/QueryView.tsx";
import { Section } from "../../ui/Section.tsx";
import { Took } from "../../ui/Took.tsx";
import { DeliveryStateMark } from "./DeliveryStateMark.tsx";
import { messageQuery } from "./message-queries.ts";

type Attempt = Delivery["attempts"][number];

const route = getRouteApi("/shell/messages/$messageId");

export function MessagePage(): ReactElement {
  const { messageId } = route.useParams();
  const query = useQuery(messageQuery(messageId));
  return <QueryView query={query}>{(message) => <Loaded message={message} />}</QueryView>;
}

function Loaded({ message }: { readonly message: MessageDetail }): ReactElement {
  const { t } = useTranslation();
  const { id, executionId } = message;
  return (
    <Page
      title={message.subject === "" ? t("messages.one", { id }) : message.subject}
      before={<Link to="/messages">{t("messages.title")}</Link>}
    >
      <Section title={t("messages.one", { id })}>
        <Facts
          facts={[
            { label: t("messages.channel"), value: <code>{message.channel}</code> },
            { label: t("messages.account"), value: message.account ?? t("messages.anyAccount") },
            { label: t("messages.created"), value: <Instant at={message.createdAt} as="both" /> },
            executionId !== null && {
              label: t("messages.execution"),
              value: (
                <Link to="/executions/$executionId" params={{ executionId }}>
                  #{executionId}
                </Link>
              ),
            },
            message.attachments.length > 0 && {
              label: t("sandbox.attachments"),
              value: message.attachments.map(({ file, fileName }) => fileName ?? file.name).join(", "),
            },
          ]}
        />
      </Section>
      <Section title={t("messages.deliveries")} flush>
        <Deliveries deliveries={message.deliveries} />
      </Section>
      {message.text !== null && (
        <Section title={t("messages.text")}>
          <CodeBlock text={message.text} label={t("messages.text")} />
        </Section>
      )}
    </Page>
  );
}

function Deliveries({ deliveries }: { readonly deliveries: readonly Delivery[] }): ReactElement {
  const { t } = useTranslation();
  const columns: TableColumnsType<Delivery> = [
    {
      key: "recipient",
      title: t("messages.recipient"),
      render: (_, { recipient, field }) => (
        <>
          {recipient} <span className="quiet">({t(`messages.fields.${field}`)})</span>
        </>
      ),
    },
    { key: "state", title: t("messages.state"), render: (_, { state }) => <DeliveryStateMark state={state} /> },
    { key: "reason", title: t("messages.reason"), render: (_, { reason }) => reason ?? "" },
    {
      key: "attempts",
      title: t("messages.attempts"),
      width: 90,
      align: "end",
      render: (_, { attempts }) => <span className="tabular">{attempts.length}</span>,
    },
    {
      key: "next",
      title: t("messages.nextTry"),
      render: (_, { state, runAt }) =>
        state === "queued" ? <Instant at={runAt} as="both" /> : <span className="quiet">–</span>,
    },
  ];
  return (
    <Table<Delivery>
      aria-label={t("messages.deliveries")}
      size="middle"
      rowKey={({ field, recipient }) => `${field} ${recipient}`}
      dataSource={[...deliveries]}
      columns={columns}
      pagination={deliveries.length > 50 ? { pageSize: 50, showSizeChanger: false } : false}
      expandable={{
        expandedRowRender: renderAttempts,
        rowExpandable: ({ attempts }) => attempts.length > 0,
        defaultExpandAllRows: deliveries.length <= 3,
      }}
    />
  );
}

function renderAttempts({ attempts }: Delivery): ReactElement {
  return <Attempts attempts={attempts} />;
}

function Attempts({ attempts }: { readonly attempts: readonly Attempt[] }): ReactElement {
  const { t } = useTranslation();
  const columns: TableColumnsType<Attempt> = [
    { key: "attempt", title: t("messages.attempt"), width: 60, render: (_, { attempt }) => attempt },
    { key: "account", title: t("messages.account"), render: (_, { account }) => account },
    {
      key: "outcome",
      title: t("messages.outcome"),
      render: (_, { outcome, reason }) => (
        <>
          {outcome === null ? t("messages.underWay") : t(`messages.outcomes.${outcome}`)}
          {reason !== null && <div className="quiet">{reason}</div>}
        </>
      ),
    },
    { key: "started", title: t("executions.started"), render: (_, { startedAt }) => <Instant at={startedAt} /> },
    {
      key: "took",
      title: t("messages.took"),
      render: (_, { startedAt, finishedAt }) => <Took from={startedAt} to={finishedAt} />,
    },
    {
      key: "answer",
      title: t("messages.answer"),
      render: (_, { answer }) =>
        answer !== null && (
          <code className="clip" title={answer}>
            {answer}
          </code>
        ),
    },
  ];
  return (
    <Table
      size="small"
      rowKey="attempt"
      dataSource={[...attempts]}
      columns={columns}
      pagination={false}
      aria-label={t("messages.attempts")}
    />
  );
}
