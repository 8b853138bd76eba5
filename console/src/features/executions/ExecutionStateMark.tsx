import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { StateMark, type Tone } from "../../ui/StateMark.tsx";
import type { TimelineRow } from "./timeline-layout.ts";
import type { ExecutionState } from "./execution-queries.ts";

const tones: Readonly<Record<ExecutionState | TimelineRow["state"], Tone>> = {
  pending: "quiet",
  running: "busy",
  retrying: "held",
  waiting: "held",
  success: "good",
  failed: "bad",
  cancelled: "quiet",
  skipped: "quiet",
  planned: "quiet",
};

/** The state of an execution or of one of its actions. */
export function ExecutionStateMark({ state }: { readonly state: ExecutionState | TimelineRow["state"] }): ReactElement {
  const { t } = useTranslation();
  return <StateMark tone={tones[state]}>{t(`executions.states.${state}`)}</StateMark>;
}
