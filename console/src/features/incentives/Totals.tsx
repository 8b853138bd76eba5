import type { IncentiveTotals } from "@belfry/client";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { usePreferences } from "../../preferences/index.ts";
import styles from "./Incentives.module.css";
import { useMoney } from "./use-money.ts";

/** The sums of everything that is shown, large. */
export function Totals({ totals }: { readonly totals: IncentiveTotals }): ReactElement {
  const { t } = useTranslation();
  const { language } = usePreferences();
  const money = useMoney();
  const { contracts, amountFen, meanFen, performanceFen, rewards, rewardFen } = totals;
  const count = (value: number) => value.toLocaleString(language);
  const facts = [
    ["contracts", count(contracts)],
    ["amount", money.exact(amountFen)],
    ["mean", meanFen === null ? "–" : money.exact(meanFen)],
    ["performance", money.exact(performanceFen)],
    ["rewards", count(rewards)],
    ["reward", money.exact(rewardFen)],
  ] as const;
  return (
    <dl className={styles["totals"]} aria-label={t("incentives.totals")}>
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{t(`incentives.${name}`)}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
