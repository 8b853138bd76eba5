import { RedoOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { Alert, App, Button } from "antd";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { usePreferences } from "../../preferences/index.ts";
import { Facts } from "../../ui/Facts.tsx";
import { formatFull } from "../../ui/format-time.ts";
import { Instant } from "../../ui/Instant.tsx";
import { JsonBlock } from "../../ui/JsonBlock.tsx";
import { Page } from "../../ui/Page.tsx";
import { QueryView } from "../../ui/QueryView.tsx";
import { Section } from "../../ui/Section.tsx";
import { useConfirm } from "../../ui/use-confirm.tsx";
import { ExplainButton } from "../explain/index.ts";
import { MaskedHint, useMay } from "../session/index.ts";
import { eventQuery, useReplayEvent, type EventDetail } from "./event-queries.ts";
import { EventDecisions } from "./EventDecisions.tsx";
import { FateMarks } from "./FateMarks.tsx";

const route = getRouteApi("/shell/events/$eventId");

export function EventPage(): ReactElement {
  const { eventId } = route.useParams();
  const query = useQuery(eventQuery(eventId));
  return <QueryView query={query}>{(event) => <Loaded event={event} />}</QueryView>;
}

function Loaded({ event }: { readonly event: EventDetail }): ReactElement {
  const { t } = useTranslation();
  const { language } = usePreferences();
  const { id, replayOf, attributes } = event;
  return (
    <Page
      title={event.type}
      before={<Link to="/events">{t("events.title")}</Link>}
      beside={<FateMarks fates={event.fates} />}
      lead={t("events.one", { id })}
      actions={
        <>
          <ExplainButton of={{ kind: "event", id }} />
          <ReplayButton id={id} />
        </>
      }
    >
      <MaskedHint />
      {event.gatheredBy.map(({ rule, trigger, closesAt }) => (
        <Alert
          key={`${rule} ${trigger}`}
          type="info"
          showIcon
          style={{ marginBottom: 16 }}
          title={t("events.gatheredBy", { rule, trigger, time: formatFull(new Date(closesAt), language) })}
        />
      ))}
      <Section title={t("common.details")}>
        <Facts
          facts={[
            { label: t("events.source"), value: <code>{event.source}</code> },
            { label: t("events.senderId"), value: <code>{event.eventId}</code> },
            event.subject !== null && { label: t("events.subject"), value: event.subject },
            { label: t("events.received"), value: <Instant at={event.receivedAt} as="both" /> },
            event.occurredAt !== null && {
              label: t("events.occurred"),
              value: <Instant at={event.occurredAt} as="both" />,
            },
            { label: t("events.broughtBy"), value: event.broughtBy },
            event.depth > 0 && { label: t("events.depth"), value: event.depth },
            replayOf !== null && {
              label: t("events.replayOf"),
              value: (
                <Link to="/events/$eventId" params={{ eventId: replayOf }}>
                  {t("events.one", { id: replayOf })}
                </Link>
              ),
            },
          ]}
        />
      </Section>
      <Section title={t("events.decisions")} hint={t("events.decisionsHint")} flush>
        <EventDecisions event={event} />
      </Section>
      <Section title={t("events.data")}>
        <JsonBlock value={event.data} label={t("events.data")} />
      </Section>
      {Object.keys(attributes).length > 0 && (
        <Section title={t("events.attributes")}>
          <JsonBlock value={attributes} label={t("events.attributes")} />
        </Section>
      )}
    </Page>
  );
}

function ReplayButton({ id }: { readonly id: number }): ReactElement | null {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const confirm = useConfirm();
  const may = useMay();
  const replay = useReplayEvent();
  if (!may("events:write")) return null;
  const replayedNote = (eventId: number) => (
    <>
      {t("events.replayed", { id: eventId })}{" "}
      <Link to="/events/$eventId" params={{ eventId }}>
        {t("events.open")}
      </Link>
    </>
  );
  const ask = () =>
    confirm({
      title: t("events.replayTitle", { id }),
      text: t("events.replayText"),
      confirm: t("events.replay"),
      dangerous: true,
      act: async () => {
        const replayed = await replay.mutateAsync(id);
        void message.success(replayedNote(replayed.id), 8);
      },
    });
  return (
    <Button icon={<RedoOutlined />} onClick={ask}>
      {t("events.replay")}
    </Button>
  );
}
