import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";

/** A period as its days; nobody knows those that a calendar does not hold. */
export function PeriodText({
  period,
}: {
  readonly period: { readonly start: string; readonly end: string } | null;
}): ReactElement {
  const { t } = useTranslation();
  if (period === null) return <span className="quiet">{t("grids.generate.unknown")}</span>;
  const { start, end } = period;
  return <span className="tabular">{start === end ? start : `${start} – ${end}`}</span>;
}
