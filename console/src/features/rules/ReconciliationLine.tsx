import type { Slot, SlotReconciliation } from "@belfry/client";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { StateMark } from "../../ui/StateMark.tsx";
import styles from "./ReconciliationLine.module.css";

/** 应触发 = 已触发 + … : every slot that was due stands in exactly one term. */
export function ReconciliationLine({ counts }: { readonly counts: SlotReconciliation }): ReactElement {
  const { t } = useTranslation();
  // Also when there are none: the line always says how many were fired and how many are still to come.
  const { fired = 0, ...others } = counts.fates;
  const terms: readonly (readonly [Slot["fate"], number])[] = [
    ["fired", fired],
    ...(Object.entries(others) as [Slot["fate"], number][]),
    ["planned", counts.planned],
  ];
  return (
    <div className={styles["line"]}>
      <span className={styles["term"]}>
        <strong>{counts.due}</strong> {t("rules.due")}
      </span>
      {terms.map(([fate, count], index) => (
        <span key={fate} className={styles["term"]}>
          <span className={styles["sign"]}>{index === 0 ? "=" : "+"}</span>
          <strong>{count}</strong> {t(`fates.${fate}`)}
        </span>
      ))}
      <StateMark tone={counts.balanced ? "good" : "bad"}>
        {t(counts.balanced ? "rules.balanced" : "rules.unbalanced")}
      </StateMark>
    </div>
  );
}
