import type { Slot } from "@belfry/client";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { StateMark, type Tone } from "../../ui/StateMark.tsx";

const tones: Readonly<Record<Slot["fate"], Tone>> = {
  planned: "quiet",
  fired: "good",
  "condition-false": "quiet",
  "condition-error": "bad",
  "overlap-skipped": "held",
  "rate-limited": "held",
  paused: "quiet",
  disabled: "quiet",
  incomplete: "held",
  "calendar-skipped": "quiet",
  moved: "quiet",
  merged: "quiet",
  missed: "bad",
  superseded: "quiet",
};

/** What became of a fire time or an event at a trigger. @param count shown when it happened more than once */
export function FateMark({ fate, count = 1 }: { readonly fate: Slot["fate"]; readonly count?: number }): ReactElement {
  const { t } = useTranslation();
  return (
    <StateMark tone={tones[fate]}>
      {t(`fates.${fate}`)}
      {count > 1 && ` × ${count}`}
    </StateMark>
  );
}
