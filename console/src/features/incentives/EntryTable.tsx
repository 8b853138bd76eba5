import type { LedgerEntry } from "@belfry/client";
import type { ReactElement, ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { DataTable, type Column } from "../../ui/DataTable.tsx";
import { Instant } from "../../ui/Instant.tsx";
import styles from "./Incentives.module.css";
import { useMoney } from "./use-money.ts";

/** Lines of the ledger: what each adds to the sums, and who added it. */
export function EntryTable(props: {
  readonly label: string;
  readonly entries: readonly LedgerEntry[];
  /** A link to the contract of one. @default the contract is known where they stand */
  readonly renderContract?: (contract: string) => ReactNode;
}): ReactElement {
  const { t } = useTranslation();
  const money = useMoney();
  const { renderContract } = props;
  const columns: readonly (Column<LedgerEntry> | false)[] = [
    {
      key: "kind",
      title: t("incentives.entry"),
      render: ({ kind, rewardName, run, ...entry }) => {
        // A run that adjusts has no words of a person: its source changed.
        const reason =
          kind === "adjustment" && run !== null ? t("incentives.recomputed", { run }) : (entry.reason ?? "");
        return (
          <>
            {t(`incentives.entryKinds.${kind}`)}
            {rewardName !== null && ` · ${rewardName}`}
            {reason !== "" && <div className="quiet small breakable">{reason}</div>}
          </>
        );
      },
    },
    renderContract !== undefined && {
      key: "contract",
      from: "small",
      title: t("incentives.contract"),
      render: ({ contract, person }) => (
        <>
          {contract === null ? "–" : renderContract(contract)}
          <div className="quiet small breakable">{person}</div>
        </>
      ),
    },
    {
      key: "sums",
      align: "end",
      title: t("incentives.adds"),
      render: ({ contracts, amountFen, performanceFen, rewardFen }) => (
        <ul className={styles["plain"]}>
          {contracts !== 0 && <li className="small">{t("incentives.contractsOf", { count: contracts })}</li>}
          {amountFen !== 0 && <Sum name={t("incentives.amount")} text={money.exact(amountFen)} />}
          {performanceFen !== 0 && <Sum name={t("incentives.performance")} text={money.exact(performanceFen)} />}
          {rewardFen !== 0 && <Sum name={t("incentives.reward")} text={money.exact(rewardFen)} />}
        </ul>
      ),
    },
    {
      key: "at",
      from: "small",
      title: t("incentives.author"),
      render: ({ author, at, month }) => (
        <>
          <span className="breakable">{author}</span>
          <div className="quiet small">
            <Instant at={at} /> · {t("incentives.booksOf", { month })}
          </div>
        </>
      ),
    },
  ];
  return (
    <DataTable
      dense
      label={props.label}
      columns={columns}
      rows={props.entries}
      rowKey={({ id }) => id}
      empty={<p className={`quiet ${styles["inset"]}`}>{t("incentives.noEntries")}</p>}
    />
  );
}

function Sum({ name, text }: { readonly name: string; readonly text: string }): ReactElement {
  return (
    <li className="small">
      <span className="quiet">{name}</span> <span className="tabular">{text}</span>
    </li>
  );
}
