import type { Slot, SlotDay } from "@belfry/client";
import { useRef, type KeyboardEvent, type ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { usePreferences } from "../../preferences/index.ts";
import { YearGrid } from "../../ui/year-grid/index.ts";
import styles from "./HeatMap.module.css";
import { judgeDay, type JudgedDay } from "./judge-day.ts";
import { isMonth, stepDay } from "./span.ts";

const steps: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };
const marks: Readonly<Partial<Record<JudgedDay["look"], string>>> = { unbalanced: "≠", bad: "✕", held: "‖" };
const looks = ["good", "quiet", "held", "bad", "unbalanced", "planned"] as const;

/**
 * Days by what became of their slots: the worst fate gives the colour, a sign and a number say the same. One stop of the tab
 * key; the arrow keys go from day to day.
 */
export function HeatMap(props: {
  readonly span: string;
  readonly days: readonly SlotDay[];
  /** The day that is open. */
  readonly day: string | undefined;
  readonly today: string;
  readonly onDay: (day: string) => void;
}): ReactElement {
  const { t } = useTranslation();
  const frame = useRef<HTMLDivElement>(null);
  const { span, day } = props;
  const days = new Map(props.days.map((one) => [one.day, one]));
  const [year = 0, month] = span.split("-").map(Number);
  const first = day !== undefined && days.has(day) ? day : days.has(props.today) ? props.today : props.days[0]?.day;

  const move = (event: KeyboardEvent<HTMLElement>) => {
    const step = steps[event.key];
    const from = event.currentTarget.dataset["day"];
    if (step === undefined || from === undefined) return;
    const next = frame.current?.querySelector<HTMLElement>(`[data-day="${stepDay(from, step)}"]`);
    if (next == null) return;
    event.preventDefault();
    next.focus();
  };

  return (
    <>
      <div ref={frame}>
        <YearGrid
          year={year}
          {...(isMonth(span) && month !== undefined && { month })}
          renderDay={(date) => {
            const one = days.get(date);
            if (one === undefined) return { content: Number(date.slice(8)) };
            const judged = judgeDay(one);
            return {
              className: styles[judged.look],
              marked: date === day,
              content: (
                <DayButton
                  day={one}
                  judged={judged}
                  isStop={date === first}
                  isOpen={date === day}
                  onOpen={() => props.onDay(date)}
                  onKey={move}
                />
              ),
            };
          }}
        />
      </div>
      <ul className={styles["legend"]} aria-label={t("reconciliation.legend")}>
        {looks.map((look) => (
          <li key={look}>
            <span className={`${styles["swatch"]} ${styles[look]}`} aria-hidden="true">
              {marks[look]}
            </span>{" "}
            {t(`reconciliation.looks.${look}`)}
          </li>
        ))}
      </ul>
    </>
  );
}

function DayButton(props: {
  readonly day: SlotDay;
  readonly judged: JudgedDay;
  /** Whether the tab key stops here. */
  readonly isStop: boolean;
  readonly isOpen: boolean;
  readonly onOpen: () => void;
  readonly onKey: (event: KeyboardEvent<HTMLElement>) => void;
}): ReactElement {
  const { t } = useTranslation();
  const { language } = usePreferences();
  const { day, judged } = props;
  const compact = new Intl.NumberFormat(language, { notation: "compact", maximumFractionDigits: 1 });
  const fates = [...(Object.entries(day.fates) as [Slot["fate"], number][]), ["planned", day.planned] as const]
    .filter(([, n]) => n > 0)
    .map(([fate, n]) => `${t(`fates.${fate}`)} ${n}`);
  const due = day.due === null ? [] : [`${t("rules.due")} ${day.due}`];
  const verdict = judged.look === "unbalanced" ? [t("rules.unbalanced")] : [];
  const said = judged.total === 0 && day.due === 0 ? [t("reconciliation.looks.none")] : [...due, ...fates, ...verdict];
  return (
    <button
      type="button"
      className={styles["button"]}
      data-day={day.day}
      tabIndex={props.isStop ? 0 : -1}
      aria-pressed={props.isOpen}
      aria-label={`${day.day}: ${said.join(t("common.comma"))}`}
      title={said.join("\n")}
      onClick={props.onOpen}
      onKeyDown={props.onKey}
    >
      <span>{Number(day.day.slice(8))}</span>
      {judged.look !== "none" && (
        <span className={styles["count"]}>
          {marks[judged.look]}
          {compact.format(judged.shown)}
        </span>
      )}
    </button>
  );
}
