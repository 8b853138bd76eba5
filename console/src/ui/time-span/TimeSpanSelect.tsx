import { Input, Select } from "antd";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { fromLocalInput, toLocalInput } from "./local-input.ts";
import { timeRanges, type TimeRange, type TimeSpan } from "./time-span.ts";

/** Chooses a part of the past: one of the usual ranges, or two moments. */
export function TimeSpanSelect(props: {
  readonly span: TimeSpan;
  readonly onChange: (span: TimeSpan) => void;
}): ReactElement {
  const { t } = useTranslation();
  const { range, from, until } = props.span;
  const isCustom = range === undefined && (from !== undefined || until !== undefined);
  const ends = { ...(from !== undefined && { from }), ...(until !== undefined && { until }) };

  const choose = (value: TimeRange | "all" | "custom") => {
    if (value === "all") props.onChange({});
    else if (value === "custom") props.onChange({ from: startOfToday() });
    else props.onChange({ range: value });
  };

  return (
    <>
      <Select<TimeRange | "all" | "custom">
        aria-label={t("timeSpan.range")}
        value={range ?? (isCustom ? "custom" : "all")}
        onChange={choose}
        options={(["all", ...timeRanges, "custom"] as const).map((value) => ({
          value,
          label: t(`timeSpan.ranges.${value}`),
        }))}
        style={{ minWidth: 140 }}
      />
      {isCustom && (
        <>
          <Input
            type="datetime-local"
            aria-label={t("timeSpan.from")}
            value={toLocalInput(from)}
            onChange={({ target }) => props.onChange({ ...ends, ...end("from", target.value) })}
            style={{ width: 200 }}
          />
          <span className="quiet">–</span>
          <Input
            type="datetime-local"
            aria-label={t("timeSpan.until")}
            value={toLocalInput(until)}
            onChange={({ target }) => props.onChange({ ...ends, ...end("until", target.value) })}
            style={{ width: 200 }}
          />
        </>
      )}
    </>
  );
}

/** While a moment is not complete the one before stays. */
function end(name: "from" | "until", text: string): Pick<TimeSpan, "from" | "until"> {
  const instant = fromLocalInput(text);
  return instant === undefined ? {} : { [name]: instant };
}

function startOfToday(): string {
  const today = new Date();
  today.setHours(0, 0, 0, 0);
  return today.toISOString();
}
