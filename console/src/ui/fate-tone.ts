import type { Slot } from "@belfry/client";
import type { Tone } from "./StateMark.tsx";

/** What a fate means for whoever looks. */
export const fateTones: Readonly<Record<Slot["fate"], Tone>> = {
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
