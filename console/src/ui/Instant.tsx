import { Tooltip } from "antd";
import type { ReactElement } from "react";
import { usePreferences } from "../preferences/index.ts";
import { formatFull, formatRelative, formatShort } from "./format-time.ts";
import { useNow } from "./use-now.ts";

/**
 * A moment in the zone of the browser; the tooltip says it in full.
 *
 * @param as `short` is the clock or the date, `relative` the distance from now, `both` the first with
 *   the second behind it, `stacked` below it
 */
export function Instant({
  at,
  as = "short",
}: {
  readonly at: string | Date;
  readonly as?: "short" | "relative" | "both" | "stacked";
}): ReactElement {
  const { language } = usePreferences();
  const now = new Date(useNow("ten-seconds"));
  const date = new Date(at);
  const short = formatShort(date, now, language);
  const relative = formatRelative(date, now, language);
  return (
    <Tooltip title={formatFull(date, language)}>
      <time dateTime={date.toISOString()} className="tabular">
        {as !== "relative" && short}
        {as === "both" && " · "}
        {as === "stacked" && <br />}
        {as !== "short" && <span className={as === "stacked" ? "quiet small" : undefined}>{relative}</span>}
      </time>
    </Tooltip>
  );
}
