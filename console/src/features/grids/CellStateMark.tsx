import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { StateMark } from "../../ui/StateMark.tsx";
import { cellTones, type CellState } from "./cell-states.ts";

export function CellStateMark({ state }: { readonly state: CellState }): ReactElement {
  const { t } = useTranslation();
  return <StateMark tone={cellTones[state]}>{t(`grids.states.${state}`)}</StateMark>;
}
