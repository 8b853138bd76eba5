import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { usePreferences, type Language } from "../../preferences/index.ts";
import { daysOfYear, type Days, type ShownDay, type ShownMonth } from "./days-of-year.ts";
import styles from "./YearView.module.css";

/** The months of a year with the days that differ from the week. @param marked days that stand out, by their dates */
export function YearView(props: {
  readonly calendar: Days;
  readonly year: number;
  readonly marked?: ReadonlySet<string>;
}): ReactElement {
  const { t } = useTranslation();
  const { calendar, year, marked } = props;
  return (
    <>
      <div className={styles["months"]}>
        {daysOfYear(calendar, year).map((month) => (
          <Month key={month.month} year={year} shown={month} marked={marked} />
        ))}
      </div>
      <ul className={styles["legend"]} aria-label={t("calendars.legend")}>
        {(["off", "work", "weekend", "unknown"] as const).map((kind) => (
          <li key={kind}>
            <span className={`${styles["swatch"]} ${styles[kind]}`} aria-hidden="true" /> {t(`calendars.kinds.${kind}`)}
          </li>
        ))}
      </ul>
    </>
  );
}

function Month(props: {
  readonly year: number;
  readonly shown: ShownMonth;
  readonly marked: ReadonlySet<string> | undefined;
}): ReactElement {
  const { t } = useTranslation();
  const { language } = usePreferences();
  const { month, offset, days, workdays } = props.shown;
  const name = formatMonth(props.year, month, language);
  const cells: readonly (ShownDay | null)[] = [...Array.from({ length: offset }, () => null), ...days];
  const weeks = Array.from({ length: Math.ceil(cells.length / 7) }, (_, week) => cells.slice(week * 7, week * 7 + 7));
  return (
    <table className={styles["month"]}>
      <caption>
        <span>{name}</span>
        {workdays > 0 && <span className="quiet small">{t("calendars.workdays", { count: workdays })}</span>}
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
          <tr key={week.find((day) => day !== null)?.date ?? index}>
            {week.map((day, place) =>
              day === null ? (
                <td key={place}>{"\u00a0"}</td>
              ) : (
                <Day key={day.date} day={day} isMarked={props.marked?.has(day.date) === true} />
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Day({
  day: { day, date, kind, name },
  isMarked,
}: {
  readonly day: ShownDay;
  readonly isMarked: boolean;
}): ReactElement {
  const { t } = useTranslation();
  const title = [date, t(`calendars.kinds.${kind}`), name].filter(Boolean).join(" ");
  return (
    <td title={title} className={`${styles["day"]} ${styles[kind]} ${isMarked ? styles["marked"] : ""}`}>
      <span>{day}</span>
      {(kind === "off" || kind === "work") && <span className={styles["mark"]}>{t(`calendars.marks.${kind}`)}</span>}
    </td>
  );
}

function formatMonth(year: number, month: number, language: Language): string {
  const name = new Intl.DateTimeFormat(language, { month: "long", timeZone: "UTC" });
  return name.format(new Date(Date.UTC(year, month - 1, 1)));
}
