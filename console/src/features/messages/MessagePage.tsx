import type { Delivery, MessageDetail } from "@belfry/client";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { CodeBlock } from "../../ui/CodeBlock.tsx";
import { DataTable, type Column } from "../../ui/DataTable.tsx";
import { Facts } from "../../ui/Facts.tsx";
import { Instant } from "../../ui/Instant.tsx";
import { Page } from "../../ui/Page.tsx";
import { QueryView } from "../../ui/QueryView.tsx";
import { Section } from "../../ui/Section.tsx";
import { Took } from "../../ui/Took.tsx";
import { MaskedHint } from "../session/index.ts";
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
      <MaskedHint />
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
  const columns: readonly Column<Delivery>[] = [
    {
      key: "recipient",
      title: t("messages.recipient"),
      render: ({ recipient, field }) => (
        <>
          {recipient} <span className="quiet">({t(`messages.fields.${field}`)})</span>
        </>
      ),
    },
    { key: "state", title: t("messages.state"), render: ({ state }) => <DeliveryStateMark state={state} /> },
    { key: "reason", from: "middle", title: t("messages.reason"), render: ({ reason }) => reason ?? "" },
    {
      key: "attempts",
      from: "middle",
      title: t("messages.attempts"),
      width: 90,
      align: "end",
      render: ({ attempts }) => <span className="tabular">{attempts.length}</span>,
    },
    {
      key: "next",
      from: "middle",
      title: t("messages.nextTry"),
      render: ({ state, runAt }) =>
        state === "queued" && runAt !== null ? <Instant at={runAt} as="both" /> : <span className="quiet">–</span>,
    },
  ];
  return (
    <DataTable
      label={t("messages.deliveries")}
      columns={columns}
      rows={deliveries}
      rowKey={({ field, recipient }) => `${field} ${recipient}`}
      renderBelow={renderAttempts}
    />
  );
}

function renderAttempts({ attempts }: Delivery): ReactElement | null {
  return attempts.length === 0 ? null : <Attempts attempts={attempts} />;
}

function Attempts({ attempts }: { readonly attempts: readonly Attempt[] }): ReactElement {
  const { t } = useTranslation();
  const columns: readonly Column<Attempt>[] = [
    { key: "attempt", title: t("messages.attempt"), width: 60, render: ({ attempt }) => attempt },
    { key: "account", from: "middle", title: t("messages.account"), render: ({ account }) => account },
    {
      key: "outcome",
      title: t("messages.outcome"),
      render: ({ outcome, reason }) => (
        <>
          {outcome === null ? t("messages.underWay") : t(`messages.outcomes.${outcome}`)}
          {reason !== null && <div className="quiet">{reason}</div>}
        </>
      ),
    },
    {
      key: "started",
      from: "middle",
      title: t("executions.started"),
      render: ({ startedAt }) => <Instant at={startedAt} />,
    },
    {
      key: "took",
      from: "middle",
      title: t("messages.took"),
      render: ({ startedAt, finishedAt }) => <Took from={startedAt} to={finishedAt} />,
    },
    {
      key: "answer",
      title: t("messages.answer"),
      render: ({ answer }) =>
        answer !== null && (
          <code className="clip" title={answer}>
            {answer}
          </code>
        ),
    },
  ];
  return (
    <DataTable
      dense
      label={t("messages.attempts")}
      columns={columns}
      rows={attempts}
      rowKey={({ attempt }) => attempt}
    />
  );
}
