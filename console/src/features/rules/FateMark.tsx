import type { Slot } from "@belfry/client";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { StateMark } from "../../ui/StateMark.tsx";
import { fateTones } from "../../ui/fate-tone.ts";

/** What became of a fire time or an event at a trigger. @param count shown when it happened more than once */
export function FateMark({ fate, count = 1 }: { readonly fate: Slot["fate"]; readonly count?: number }): ReactElement {
  const { t } = useTranslation();
  return (
    <StateMark tone={fateTones[fate]}>
      {t(`fates.${fate}`)}
      {count > 1 && ` × ${count}`}
    </StateMark>
  );
}
