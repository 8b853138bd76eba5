import type { ParsedNotice } from "@belfry/client";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { ScrollRegion } from "../../ui/ScrollRegion.tsx";
import styles from "./NoticeDrawer.module.css";
import { YearView } from "./YearView.tsx";

type Change = NonNullable<ParsedNotice["change"]>;
type Day = ParsedNotice["days"][number];

/** What a notice adds, changes and removes, and the year as it would be, with these days marked. */
export function NoticeChange({ change, year }: { readonly change: Change; readonly year: number }): ReactElement {
  const { t } = useTranslation();
  const { added, changed, removed, after } = change;
  const dayText = ({ kind, name }: Day) => `${t(`calendars.kinds.${kind}`)}${name === undefined ? "" : ` ${name}`}`;
  const lists = [
    { kind: "added", lines: added.map((day) => ({ date: day.date, text: dayText(day) })) },
    {
      kind: "changed",
      lines: changed.map(({ before, after: now }) => ({
        date: now.date,
        text: `${dayText(before)} → ${dayText(now)}`,
      })),
    },
    { kind: "removed", lines: removed.map((day) => ({ date: day.date, text: dayText(day) })) },
  ] as const;
  const marked = new Set(lists.flatMap(({ lines }) => lines.map(({ date }) => date)));
  return (
    <>
      <div className={styles["change"]}>
        {lists
          .filter(({ lines }) => lines.length > 0)
          .map(({ kind, lines }) => (
            <div key={kind}>
              <h3 className={styles["title"]}>
                {t(`calendars.${kind}`)} <span className="quiet">{lines.length}</span>
              </h3>
              <ScrollRegion label={t(`calendars.${kind}`)}>
                <ul className={`${styles["days"]} ${styles[kind]}`}>
                  {lines.map(({ date, text }) => (
                    <li key={date}>
                      {date} {text}
                    </li>
                  ))}
                </ul>
              </ScrollRegion>
            </div>
          ))}
      </div>
      <YearView calendar={{ ...after, workWeek: after.workWeek }} year={year} marked={marked} />
    </>
  );
}
