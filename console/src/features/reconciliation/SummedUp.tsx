import type { Slot, SlotDays } from "@belfry/client";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";

/** What is left of slots after their time: a sum for each month in which they were decided. */
export function SummedUp(props: {
  readonly span: string;
  readonly summedUp: SlotDays["summedUp"];
}): ReactElement | null {
  const { t } = useTranslation();
  const shown = props.summedUp.filter(({ month }) => month.startsWith(props.span.slice(0, 4)));
  if (shown.length === 0) return null;
  return (
    <div className="quiet small">
      <p>{t("reconciliation.summedUp")}</p>
      <ul>
        {shown.map(({ month, fates }) => (
          <li key={month}>
            <span className="tabular">{month}</span>
            {": "}
            {(Object.entries(fates) as [Slot["fate"], number][])
              .map(([fate, n]) => `${t(`fates.${fate}`)} ${n}`)
              .join(t("common.comma"))}
          </li>
        ))}
      </ul>
    </div>
  );
}
