import type { CampaignDetail, Settlement } from "@belfry/client";
import { useQuery } from "@tanstack/react-query";
import { App, Button, Input } from "antd";
import { useState, type ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { belfry } from "../../api/index.ts";
import { usePreferences } from "../../preferences/index.ts";
import { DataTable, type Column } from "../../ui/DataTable.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { Instant } from "../../ui/Instant.tsx";
import { QueryView } from "../../ui/QueryView.tsx";
import { Section } from "../../ui/Section.tsx";
import { useConfirm } from "../../ui/use-confirm.tsx";
import { useMay } from "../session/index.ts";
import { settlementsQuery, useReopen, useSettle } from "./campaign-queries.ts";
import styles from "./Incentives.module.css";
import { ReasonDialog } from "./ReasonDialog.tsx";
import { useMoney } from "./use-money.ts";

/** The months whose books are closed; closing another, and opening one again. */
export function Months({ campaign }: { readonly campaign: CampaignDetail }): ReactElement {
  const { t } = useTranslation();
  const may = useMay();
  const confirm = useConfirm();
  const { message } = App.useApp();
  const query = useQuery(settlementsQuery(campaign.campaign));
  const settle = useSettle(campaign.campaign);
  const [month, setMonth] = useState(campaign.from.slice(0, 7));
  const askSettle = () =>
    confirm({
      title: t("incentives.settleTitle", { month }),
      text: t("incentives.settleText"),
      confirm: t("incentives.settle"),
      dangerous: true,
      async act() {
        await settle.mutateAsync(month);
        void message.success(t("incentives.settled", { month }));
      },
    });
  return (
    <Section
      flush
      title={t("incentives.tabs.months")}
      hint={t("incentives.monthsHint")}
      extra={
        may("incentives:settle") && (
          <div className={styles["switches"]}>
            <Input
              type="month"
              aria-label={t("incentives.month")}
              value={month}
              onChange={({ target }) => setMonth(target.value)}
              className={styles["person"] ?? ""}
            />
            <Button onClick={askSettle} disabled={!/^\d{4}-\d\d$/.test(month)}>
              {t("incentives.settle")}
            </Button>
          </div>
        )
      }
    >
      <QueryView query={query}>
        {(settlements) => <MonthTable campaign={campaign.campaign} settlements={settlements} />}
      </QueryView>
    </Section>
  );
}

function MonthTable(props: { readonly campaign: string; readonly settlements: readonly Settlement[] }): ReactElement {
  const { t } = useTranslation();
  const money = useMoney();
  const may = useMay();
  const [opening, setOpening] = useState<string>();
  const { language } = usePreferences();
  const columns: readonly Column<Settlement>[] = [
    { key: "month", title: t("incentives.month"), render: ({ month }) => <span className="tabular">{month}</span> },
    {
      key: "contracts",
      align: "end",
      title: t("incentives.contracts"),
      render: ({ contracts }) => <span className="tabular">{contracts}</span>,
    },
    {
      key: "amount",
      from: "middle",
      align: "end",
      title: t("incentives.amount"),
      render: ({ amountFen }) => <span className="tabular">{money.exact(amountFen)}</span>,
    },
    {
      key: "performance",
      from: "large",
      align: "end",
      title: t("incentives.performance"),
      render: ({ performanceFen }) => <span className="tabular">{money.exact(performanceFen)}</span>,
    },
    {
      key: "reward",
      align: "end",
      title: t("incentives.reward"),
      render: ({ rewardFen }) => <span className="tabular">{money.exact(rewardFen)}</span>,
    },
    {
      key: "closed",
      from: "small",
      title: t("incentives.closed"),
      render: ({ closedAt, closedBy }) => (
        <>
          <Instant at={closedAt} as="both" />
          <div className="quiet small">{closedBy}</div>
        </>
      ),
    },
    {
      key: "do",
      align: "end",
      title: <span className="sr-only">{t("incentives.actions")}</span>,
      render: ({ month }) => (
        <div className={styles["rowActions"]}>
          <Button
            size="small"
            aria-label={t("incentives.exportMonth", { month })}
            href={belfry.incentives.settlementUrl(props.campaign, month, { language })}
            download
          >
            {t("incentives.export")}
          </Button>
          {may("incentives:settle") && (
            <Button size="small" onClick={() => setOpening(month)}>
              {t("incentives.reopen")}
            </Button>
          )}
        </div>
      ),
    },
  ];
  return (
    <>
      <DataTable
        label={t("incentives.tabs.months")}
        columns={columns}
        rows={props.settlements}
        rowKey={({ month }) => month}
        empty={<EmptyState title={t("incentives.noMonths")} />}
      />
      {opening !== undefined && (
        <ReopenDialog campaign={props.campaign} month={opening} onClose={() => setOpening(undefined)} />
      )}
    </>
  );
}

function ReopenDialog(props: {
  readonly campaign: string;
  readonly month: string;
  readonly onClose: () => void;
}): ReactElement {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const reopen = useReopen(props.campaign);
  const { month, onClose } = props;
  const submit = (reason: string) =>
    reopen.mutate(
      { month, reason },
      {
        onSuccess() {
          void message.success(t("incentives.reopened", { month }));
          onClose();
        },
      },
    );
  return (
    <ReasonDialog
      title={t("incentives.reopenTitle", { month })}
      text={<p>{t("incentives.reopenText")}</p>}
      confirm={t("incentives.reopen")}
      isPending={reopen.isPending}
      error={reopen.error}
      onConfirm={submit}
      onClose={onClose}
    />
  );
}
