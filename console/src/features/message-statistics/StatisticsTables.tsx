import type { MessageStatistics } from "@belfry/client";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { usePreferences } from "../../preferences/index.ts";
import { DataTable, type Column } from "../../ui/DataTable.tsx";
import { formatDuration } from "../../ui/format-duration.ts";
import { Instant } from "../../ui/Instant.tsx";
import { Section } from "../../ui/Section.tsx";
import { useChannelText } from "../channels/index.ts";
import type { GroupKind } from "./message-statistics-search.ts";
import styles from "./MessageStatisticsPage.module.css";

type Numbers = Pick<MessageStatistics["groups"][number], "deliveries" | "arrived" | "failed" | "open" | "successRate">;

/** What waits now, and since when. */
export function Backlog({ backlog }: Pick<MessageStatistics, "backlog">): ReactElement {
  const { t } = useTranslation();
  const { due, later, sending, oldest } = backlog;
  return (
    <p className="quiet">
      {t("messageStatistics.backlog", { due, later, sending })}
      {oldest !== null && (
        <>
          {" "}
          {t("messageStatistics.oldest")} <Instant at={oldest} as="both" />
        </>
      )}
    </p>
  );
}

/** The sums of the whole time. */
export function Totals({ total }: Pick<MessageStatistics, "total">): ReactElement {
  const { t } = useTranslation();
  const { language } = usePreferences();
  const percent = usePercent();
  const told = (ms: number | undefined) => (ms === undefined ? "–" : formatDuration(ms, language));
  const facts = [
    [t("messages.deliveries"), total.deliveries],
    [t("messageStatistics.rate"), percent(total.successRate)],
    [t("messageStatistics.failed"), total.failed],
    [t("messageStatistics.median"), told(total.took?.p50Ms)],
    [t("messageStatistics.slow"), told(total.took?.p95Ms)],
  ] as const;
  return (
    <dl className={styles["totals"]}>
      {facts.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

export function ByPeriod(props: Pick<MessageStatistics, "periods" | "by" | "timeZone">): ReactElement {
  const { t } = useTranslation();
  const { language } = usePreferences();
  // In the zone in which the periods begin: in that of the browser a day would begin at noon.
  const begins = new Intl.DateTimeFormat(language === "zh" ? "zh-CN" : "en-GB", {
    timeZone: props.timeZone,
    month: "short",
    day: "numeric",
    ...(props.by === "hour" ? { hour: "2-digit", minute: "2-digit" } : { weekday: "short" }),
  });
  const numbers = useNumberColumns();
  return (
    <Section flush title={t("messageStatistics.periods")}>
      <DataTable
        dense
        label={t("messageStatistics.periods")}
        rows={props.periods}
        rowKey={({ from }) => from}
        columns={[
          {
            key: "from",
            title: t("messageStatistics.from"),
            render: ({ from }) => <time dateTime={from}>{begins.format(new Date(from))}</time>,
          },
          ...numbers,
        ]}
      />
    </Section>
  );
}

export function ByChannel({ channels }: Pick<MessageStatistics, "channels">): ReactElement {
  const { t } = useTranslation();
  const { language } = usePreferences();
  const channelText = useChannelText();
  const numbers = useNumberColumns();
  return (
    <Section flush title={t("messageStatistics.channels")}>
      <DataTable
        dense
        label={t("messageStatistics.channels")}
        rows={channels}
        rowKey={({ channel }) => channel}
        columns={[
          { key: "channel", title: t("messages.channel"), render: ({ channel }) => channelText(channel) },
          ...numbers,
          {
            key: "took",
            from: "middle",
            align: "end",
            title: t("messageStatistics.slow"),
            render: ({ took }) => (took === null ? "–" : formatDuration(took.p95Ms, language)),
          },
        ]}
      />
    </Section>
  );
}

export function ByGroup(props: Pick<MessageStatistics, "groups"> & { readonly kind: GroupKind }): ReactElement | null {
  const { t } = useTranslation();
  const channelText = useChannelText();
  const numbers = useNumberColumns();
  if (props.groups.length === 0) return null;
  const title = t(`messageStatistics.groups.${props.kind}`);
  return (
    <Section flush title={title}>
      <DataTable
        dense
        label={title}
        rows={props.groups}
        rowKey={({ channel, value }) => `${channel} ${value}`}
        columns={[
          {
            key: "value",
            title,
            render: ({ channel, value }) => (
              <span className="breakable">
                {value} <span className="quiet small">{channelText(channel)}</span>
              </span>
            ),
          },
          ...numbers,
        ]}
      />
    </Section>
  );
}

/** Why messages did not arrive, with what can be done. */
export function Reasons({ failures }: Pick<MessageStatistics, "failures">): ReactElement | null {
  const { t } = useTranslation();
  const { language } = usePreferences();
  const channelText = useChannelText();
  if (failures.length === 0) return null;
  return (
    <Section flush title={t("messageStatistics.reasons")}>
      <DataTable
        label={t("messageStatistics.reasons")}
        rows={failures}
        rowKey={({ channel, state, code }) => `${channel} ${state} ${code}`}
        columns={[
          {
            key: "code",
            title: t("channels.code"),
            render: ({ channel, code, state }) => (
              <>
                <code className="breakable">{code === "" ? "–" : code}</code>
                <div className="quiet small">
                  {channelText(channel)} · {t(`messages.states.${state as "failed"}`, { defaultValue: state })}
                </div>
              </>
            ),
          },
          {
            key: "meaning",
            title: t("channels.meaning"),
            render: ({ meaning, advice }) => (
              <>
                {meaning?.[language]}
                <div className="quiet small breakable">{advice?.[language]}</div>
              </>
            ),
          },
          {
            key: "n",
            align: "end",
            title: t("statistics.count"),
            render: ({ n }) => <span className="tabular">{n}</span>,
          },
        ]}
      />
    </Section>
  );
}

/** When accounts will be full at the present pace. */
export function Quotas({ quotas }: Pick<MessageStatistics, "quotas">): ReactElement | null {
  const { t } = useTranslation();
  const channelText = useChannelText();
  if (quotas.length === 0) return null;
  return (
    <Section flush title={t("messageStatistics.quotas")}>
      <DataTable
        dense
        label={t("messageStatistics.quotas")}
        rows={quotas}
        rowKey={({ channel, account, window }) => `${channel} ${account} ${window}`}
        columns={[
          {
            key: "account",
            title: t("channels.account"),
            render: ({ account, channel, window }) => (
              <>
                {account}{" "}
                <span className="quiet small">
                  {channelText(channel)} · {t(`channels.windows.${window}`)}
                </span>
              </>
            ),
          },
          {
            key: "used",
            align: "end",
            title: t("channels.quota"),
            render: ({ used, limit }) => <span className="tabular">{`${used} / ${limit}`}</span>,
          },
          {
            key: "full",
            title: t("messageStatistics.fullAt"),
            render: ({ fullAt }) =>
              fullAt === null ? t("messageStatistics.notFull") : <Instant at={fullAt} as="both" />,
          },
        ]}
      />
    </Section>
  );
}

function countColumn(
  name: "arrived" | "deliveries" | "failed" | "open",
  title: string,
  from?: "small",
): Column<Numbers> {
  return {
    key: name,
    align: "end",
    title,
    ...(from !== undefined && { from }),
    render: (row) => <span className="tabular">{row[name]}</span>,
  };
}

function useNumberColumns(): readonly Column<Numbers>[] {
  const { t } = useTranslation();
  const percent = usePercent();
  return [
    countColumn("deliveries", t("messages.deliveries")),
    countColumn("arrived", t("messageStatistics.arrived"), "small"),
    countColumn("failed", t("messageStatistics.failed"), "small"),
    countColumn("open", t("messageStatistics.open"), "small"),
    {
      key: "rate",
      align: "end",
      title: t("messageStatistics.rate"),
      render: ({ deliveries, successRate }) => (
        <span className="tabular">{deliveries === 0 ? "–" : percent(successRate)}</span>
      ),
    },
  ];
}

function usePercent(): (rate: number) => string {
  const { language } = usePreferences();
  const format = new Intl.NumberFormat(language, { style: "percent", maximumFractionDigits: 1 });
  return (rate) => format.format(rate);
}
