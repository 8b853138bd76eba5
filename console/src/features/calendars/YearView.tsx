import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { YearGrid } from "../../ui/year-grid/index.ts";
import { daysOfYear, type Days, type ShownDay } from "./days-of-year.ts";
import styles from "./YearView.module.css";

/** The months of a year with the days that differ from the week. @param marked days that stand out, by their dates */
export function YearView(props: {
  readonly calendar: Days;
  readonly year: number;
  readonly marked?: ReadonlySet<string>;
}): ReactElement {
  const { t } = useTranslation();
  const { calendar, year, marked } = props;
  const months = daysOfYear(calendar, year);
  const days = new Map(months.flatMap((month) => month.days.map((day) => [day.date, day])));
  return (
    <>
      <YearGrid
        year={year}
        renderBeside={({ month }) => <Workdays count={months[month - 1]?.workdays ?? 0} />}
        renderDay={(date) => {
          const day = days.get(date);
          if (day === undefined) return { content: null };
          const title = [date, t(`calendars.kinds.${day.kind}`), day.name].filter(Boolean).join(" ");
          const isMarked = marked?.has(date) === true;
          return { title, className: styles[day.kind], marked: isMarked, content: <Day day={day} /> };
        }}
      />
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

function Workdays({ count }: { readonly count: number }): ReactElement | null {
  const { t } = useTranslation();
  return count === 0 ? null : <span className="quiet small">{t("calendars.workdays", { count })}</span>;
}

function Day({ day: { day, kind } }: { readonly day: ShownDay }): ReactElement {
  const { t } = useTranslation();
  return (
    <>
      <span>{day}</span>
      {(kind === "off" || kind === "work") && <span className={styles["mark"]}>{t(`calendars.marks.${kind}`)}</span>}
    </>
  );
}
