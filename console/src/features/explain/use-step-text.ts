import { fillText, type ExplainStep } from "@belfry/client";
import { usePreferences } from "../../preferences/index.ts";
import { formatDuration } from "../../ui/format-duration.ts";
import { formatFull } from "../../ui/format-time.ts";

/** Says a step of an explanation in the language of whoever reads, with times in the zone of the browser. */
export function useStepText(): (step: Pick<ExplainStep, "text" | "values">) => string {
  const { language } = usePreferences();
  return (step) =>
    fillText(step, {
      language,
      instant: (iso) => formatFull(new Date(iso), language),
      duration: (ms) => formatDuration(ms, language),
    });
}
