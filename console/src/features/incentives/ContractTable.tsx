import type { IncentiveContract } from "@belfry/client";
import type { ReactElement, ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { DataTable, type Column } from "../../ui/DataTable.tsx";
import { StateMark } from "../../ui/StateMark.tsx";
import { contractTones } from "./contract-states.ts";
import styles from "./Incentives.module.css";
import { useMoney } from "./use-money.ts";

/** Contracts one by one with what each earned. */
export function ContractTable(props: {
  readonly label: string;
  readonly contracts: readonly IncentiveContract[];
  /** A link that opens one. */
  readonly renderLink: (contract: IncentiveContract, text: string) => ReactNode;
}): ReactElement {
  const { t } = useTranslation();
  const money = useMoney();
  const columns: readonly Column<IncentiveContract>[] = [
    {
      key: "contract",
      title: t("incentives.contract"),
      render: (one) => (
        <>
          {props.renderLink(one, one.number === "" ? one.contract : one.number)}
          <div className="quiet small">
            {one.historical ? t("incentives.historical") : t("incentives.sequenceOf", { n: one.sequence })}
          </div>
        </>
      ),
    },
    {
      key: "person",
      title: t("incentives.one"),
      render: ({ housekeeper, provider }) => (
        <>
          {housekeeper}
          <div className="quiet small">{provider}</div>
        </>
      ),
    },
    {
      key: "day",
      from: "small",
      title: t("incentives.signed"),
      render: ({ day, orderType }) => (
        <>
          <span className="tabular">{day}</span>
          <div className="quiet small">{t(`incentives.orderTypes.${orderType}`)}</div>
        </>
      ),
    },
    {
      key: "amount",
      align: "end",
      title: t("incentives.amount"),
      render: ({ amountFen }) => <span className="tabular">{money.exact(amountFen)}</span>,
    },
    {
      key: "counted",
      from: "large",
      align: "end",
      title: t("incentives.performance"),
      render: ({ countedFen }) => <span className="tabular">{money.exact(countedFen)}</span>,
    },
    {
      key: "rewards",
      from: "middle",
      title: t("incentives.earned"),
      render: ({ rewards, rewardFen, state, remark }) => (
        <>
          {state !== "booked" && <StateMark tone={contractTones[state]}>{t(`incentives.states.${state}`)}</StateMark>}
          {rewards.length > 0 && (
            <div>
              {rewards.map(({ name }) => name).join(t("common.comma"))}
              {rewardFen > 0 && <span className="tabular"> {money.exact(rewardFen)}</span>}
            </div>
          )}
          {remark !== "" && remark !== "无" && <div className="quiet small">{remark}</div>}
        </>
      ),
    },
  ];
  return (
    <DataTable
      label={props.label}
      columns={columns}
      rows={props.contracts}
      rowKey={({ id }) => id}
      empty={<p className={`quiet ${styles["inset"]}`}>{t("incentives.nothing")}</p>}
    />
  );
}
