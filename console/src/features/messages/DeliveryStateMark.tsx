import type { Delivery } from "@belfry/client";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { StateMark, type Tone } from "../../ui/StateMark.tsx";

const tones: Readonly<Record<Delivery["state"], Tone>> = {
  queued: "quiet",
  sending: "busy",
  accepted: "good",
  delivered: "good",
  bounced: "bad",
  failed: "bad",
  unknown: "held",
  suppressed: "held",
  expired: "bad",
  cancelled: "quiet",
};

/** What became of a message for one recipient. @param count how many recipients, in a list */
export function DeliveryStateMark({
  state,
  count,
}: {
  readonly state: Delivery["state"];
  readonly count?: number;
}): ReactElement {
  const { t } = useTranslation();
  return (
    <StateMark tone={tones[state]}>
      {t(`messages.states.${state}`)}
      {count !== undefined && ` ${count}`}
    </StateMark>
  );
}
