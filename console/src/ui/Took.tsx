import type { ReactElement } from "react";
import { usePreferences } from "../preferences/index.ts";
import { formatDuration } from "./format-duration.ts";
import { useNow } from "./use-now.ts";

/** How long something took, or how long it has been going on; a dash when it has not begun. */
export function Took({ from, to }: { readonly from: string | null; readonly to: string | null }): ReactElement {
  const { language } = usePreferences();
  const now = useNow(from !== null && to === null ? "second" : "paused");
  if (from === null) return <span className="quiet">–</span>;
  const end = to === null ? now : Date.parse(to);
  return <span className="tabular">{formatDuration(end - Date.parse(from), language)}</span>;
}
