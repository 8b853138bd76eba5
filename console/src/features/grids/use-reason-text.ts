import { useTranslation } from "react-i18next";

/** Why a cell is as it is: what Belfry itself wrote in words of people, everything else as it was told. */
export function useReasonText(): (reason: string) => string {
  const { t } = useTranslation();
  const known: Readonly<Record<string, string>> = t("grids.reasons", { returnObjects: true });
  return (reason) => known[reason] ?? reason;
}
