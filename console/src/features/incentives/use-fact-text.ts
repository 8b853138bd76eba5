import { useTranslation } from "react-i18next";
import { orderTypes, type FactChange } from "./fact-changes.ts";

/** `Housekeeper: 李青 → 王芳` */
export function useFactText(): (change: FactChange) => string {
  const { t } = useTranslation();
  const valueText = (fact: FactChange["fact"], value: string) => {
    const orderType = fact === "orderType" ? orderTypes.find((known) => known === value) : undefined;
    return orderType === undefined ? value || "–" : t(`incentives.orderTypes.${orderType}`);
  };
  return ({ fact, before, after }) =>
    `${t(`incentives.facts.${fact}`)}: ${valueText(fact, before)} → ${valueText(fact, after)}`;
}
