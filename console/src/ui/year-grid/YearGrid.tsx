import type { ReactElement, ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { usePreferences, type Language } from "../../preferences/index.ts";
import { monthsOf, type GridMonth } from "./months-of.ts";
import styles from "./YearGrid.module.css";

/** How a day looks in the grid, and what it says. */
export interface GridDay {
  /** A class for its colours; nothing for a plain day. */
  readonly className?: string | undefined;
  /** Whether it stands out. */
  readonly marked?: boolean;
  readonly title?: string;
  readonly content: ReactNode;
}

/** The months of a year, or one month, as weeks of days. */
export function YearGrid(props: {
  readonly year: number;
  readonly month?: number;
  readonly renderDay: (date: string) => GridDay;
  /** Stands beside the name of a month. */
  readonly renderBeside?: (month: GridMonth) => ReactNode;
}): ReactElement {
  return (
    <div className={props.month === undefined ? styles["months"] : styles["single"]}>
      {monthsOf(props.year, props.month).map((month) => (
        <Month key={month.month} {...props} shown={month} />
      ))}
    </div>
  );
}

function Month(props: {
  readonly year: number;
  readonly shown: GridMonth;
  readonly renderDay: (date: string) => GridDay;
  readonly renderBeside?: (month: GridMonth) => ReactNode;
}): ReactElement {
  const { t } = useTranslation();
  const { language } = usePreferences();
  const { month, offset, dates } = props.shown;
  const cells: readonly (string | null)[] = [...Array.from({ length: offset }, () => null), ...dates];
  const weeks = Array.from({ length: Math.ceil(cells.length / 7) }, (_, week) => cells.slice(week * 7, week * 7 + 7));
  return (
    <table className={styles["month"]}>
      <caption>
        <span>{formatMonth(props.year, month, language)}</span>
        {props.renderBeside?.(props.shown)}
      </caption>
      <thead>
        <tr>
          {t("calendars.weekdays")
            .split(",")
            .map((weekday) => (
              <th key={weekday} scope="col">
                {weekday}
              </th>
            ))}
        </tr>
      </thead>
      <tbody>
        {weeks.map((week, index) => (
          <tr key={week.find((date) => date !== null) ?? index}>
            {week.map((date, place) =>
              date === null ? (
                // oxlint-disable-next-line jsx-a11y/control-has-associated-label -- a day of another month says nothing
                <td key={place}> </td>
              ) : (
                <Day key={date} day={props.renderDay(date)} />
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Day({ day: { className, marked = false, title, content } }: { readonly day: GridDay }): ReactElement {
  return (
    <td title={title} className={`${styles["day"]} ${className ?? ""} ${marked ? styles["marked"] : ""}`}>
      {content}
    </td>
  );
}

function formatMonth(year: number, month: number, language: Language): string {
  const name = new Intl.DateTimeFormat(language, { month: "long", timeZone: "UTC" });
  return name.format(new Date(Date.UTC(year, month - 1, 1)));
}
