import type { IncentiveCorrection } from "@belfry/client";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { Button } from "antd";
import { useState, type ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { DataTable, type Column } from "../../ui/DataTable.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { Instant } from "../../ui/Instant.tsx";
import { Panel } from "../../ui/Panel.tsx";
import { QueryView } from "../../ui/QueryView.tsx";
import { StateMark, type Tone } from "../../ui/StateMark.tsx";
import { useMay } from "../session/index.ts";
import { correctionsQuery, useDismiss } from "./campaign-queries.ts";
import { waitingSearch } from "./campaign-search.ts";
import { CorrectDialog } from "./CorrectDialog.tsx";
import styles from "./Incentives.module.css";
import { ReasonDialog } from "./ReasonDialog.tsx";
import { RowPager } from "./RowPager.tsx";
import { useCorrectionReason } from "./use-correction-reason.ts";
import { useFactText } from "./use-fact-text.ts";
import { useMoney } from "./use-money.ts";
import { WaitingSwitch } from "./WaitingSwitch.tsx";

const route = getRouteApi("/shell/incentives/campaigns/$campaign");
const tones: Readonly<Record<IncentiveCorrection["state"], Tone>> = {
  proposed: "held",
  booked: "good",
  dismissed: "quiet",
};

/** What runs proposed to correct, and what people did. */
export function Corrections({ campaign }: { readonly campaign: string }): ReactElement {
  const { t } = useTranslation();
  const { cursor, all = false } = route.useSearch();
  const navigate = route.useNavigate();
  const query = useQuery(correctionsQuery(campaign, all, cursor));
  return (
    <>
      <p className="quiet">{t("incentives.correctionsHint")}</p>
      <WaitingSwitch
        isAll={all}
        onChange={(isAll) => void navigate({ search: waitingSearch("corrections", { isAll }) })}
      />
      <QueryView query={query}>
        {({ items, nextCursor }) => (
          <>
            <Panel>
              <CorrectionTable campaign={campaign} corrections={items} />
            </Panel>
            <RowPager
              cursor={cursor}
              nextCursor={nextCursor}
              onChange={(next) => void navigate({ search: waitingSearch("corrections", { isAll: all, cursor: next }) })}
            />
          </>
        )}
      </QueryView>
    </>
  );
}

function CorrectionTable(props: {
  readonly campaign: string;
  readonly corrections: readonly IncentiveCorrection[];
}): ReactElement {
  const { t } = useTranslation();
  const money = useMoney();
  const may = useMay();
  const search = route.useSearch();
  const reasonOf = useCorrectionReason();
  const factText = useFactText();
  const [booking, setBooking] = useState<IncentiveCorrection>();
  const [dismissing, setDismissing] = useState<IncentiveCorrection>();
  const { campaign, corrections } = props;
  const columns: readonly (Column<IncentiveCorrection> | false)[] = [
    {
      key: "what",
      title: t("incentives.correction"),
      render: ({ kind, contract, beforeFen, amountFen, facts, revision, decisionReason, ...one }) => (
        <>
          {contract === null ? (
            t("incentives.revisionOf", { revision: revision ?? "" })
          ) : (
            <Link
              to="/incentives/campaigns/$campaign"
              params={{ campaign }}
              search={{ ...search, contract }}
              replace
              className="breakable"
            >
              {contract}
            </Link>
          )}
          {kind === "withdrawn" && <div>{t("incentives.correctionKinds.withdrawn")}</div>}
          {beforeFen !== null && amountFen !== null && (
            <div>
              {t("incentives.correctionKinds.amount")}
              <span className="tabular">{`: ${money.exact(beforeFen)} → ${money.exact(amountFen)}`}</span>
            </div>
          )}
          {facts?.map((change) => (
            <div key={change.fact} className="breakable">
              {factText(change)}
            </div>
          ))}
          <div className="quiet small breakable">{reasonOf({ ...one, kind, beforeFen, amountFen })}</div>
          {decisionReason !== null && (
            <div className="small breakable">{t("incentives.dismissedBecause", { reason: decisionReason })}</div>
          )}
        </>
      ),
    },
    {
      key: "state",
      title: t("incentives.state"),
      render: ({ state, entries }) => (
        <>
          <StateMark tone={tones[state]}>{t(`incentives.correctionStates.${state}`)}</StateMark>
          {entries !== null && <div className="quiet small">{t("incentives.adjustments", { count: entries })}</div>}
        </>
      ),
    },
    {
      key: "at",
      from: "middle",
      title: t("incentives.author"),
      render: ({ author, createdAt, decidedAt, decidedBy }) => (
        <>
          {decidedBy ?? author}
          <div className="quiet small">
            <Instant at={decidedAt ?? createdAt} as="both" />
          </div>
        </>
      ),
    },
    may("incentives:write") && {
      key: "do",
      align: "end",
      title: <span className="sr-only">{t("incentives.actions")}</span>,
      render: (one) =>
        one.state === "proposed" &&
        one.kind !== "revision" && (
          <div className={styles["rowActions"]}>
            <Button size="small" type="primary" onClick={() => setBooking(one)}>
              {t("incentives.book")}
            </Button>
            <Button size="small" onClick={() => setDismissing(one)}>
              {t("incentives.dismiss")}
            </Button>
          </div>
        ),
    },
  ];
  return (
    <>
      <DataTable
        label={t("incentives.tabs.corrections")}
        columns={columns}
        rows={corrections}
        rowKey={({ id }) => id}
        empty={<EmptyState title={t("incentives.noCorrections")} />}
      />
      {booking !== undefined && booking.contract !== null && booking.kind !== "revision" && (
        <CorrectDialog
          campaign={campaign}
          contract={booking.contract}
          amountFen={booking.amountFen ?? booking.beforeFen ?? 0}
          facts={booking.facts ?? []}
          proposed={{ kind: booking.kind, reason: reasonOf(booking) }}
          onClose={() => setBooking(undefined)}
        />
      )}
      {dismissing !== undefined && (
        <DismissDialog campaign={campaign} correction={dismissing} onClose={() => setDismissing(undefined)} />
      )}
    </>
  );
}

function DismissDialog(props: {
  readonly campaign: string;
  readonly correction: IncentiveCorrection;
  readonly onClose: () => void;
}): ReactElement {
  const { t } = useTranslation();
  const { campaign, correction, onClose } = props;
  const dismiss = useDismiss(campaign);
  const reasonOf = useCorrectionReason();
  return (
    <ReasonDialog
      title={t("incentives.dismissTitle", { contract: correction.contract ?? "" })}
      text={
        <>
          <p>{reasonOf(correction)}</p>
          <p>{t("incentives.dismissText")}</p>
        </>
      }
      confirm={t("incentives.dismiss")}
      isPending={dismiss.isPending}
      error={dismiss.error}
      onConfirm={(reason) => dismiss.mutate({ correction: correction.id, reason }, { onSuccess: onClose })}
      onClose={onClose}
    />
  );
}
