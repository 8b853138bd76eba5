import type { EventSummary, Slot } from "@belfry/client";
import { Space, Tooltip } from "antd";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { FateMark } from "../rules/index.ts";

/** What became of an event at all of its triggers. */
export function FateMarks({ fates }: Pick<EventSummary, "fates">): ReactElement {
  const { t } = useTranslation();
  const entries = Object.entries(fates) as [Slot["fate"], number][];
  if (entries.length === 0) {
    return (
      <Tooltip title={t("events.noFateHint")}>
        <span className="quiet">{t("events.noFate")}</span>
      </Tooltip>
    );
  }
  return (
    <Space size={4} wrap>
      {entries.map(([fate, count]) => (
        <FateMark key={fate} fate={fate} count={count} />
      ))}
    </Space>
  );
}
