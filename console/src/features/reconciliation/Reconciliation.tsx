import { DownloadOutlined, LeftOutlined, RightOutlined } from "@ant-design/icons";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Button, Segmented } from "antd";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { belfry } from "../../api/index.ts";
import { usePreferences } from "../../preferences/index.ts";
import { QueryView } from "../../ui/QueryView.tsx";
import { Section } from "../../ui/Section.tsx";
import { useNow } from "../../ui/use-now.ts";
import { ReconciliationLine, reconciliationQuery, SlotTable, type Rule } from "../rules/index.ts";
import { HeatMap } from "./HeatMap.tsx";
import styles from "./HeatMap.module.css";
import { ownTimeZone, slotDaysQuery, slotsOfDayQuery } from "./reconciliation-queries.ts";
import { daysOfSpan, isMonth, stepSpan, today } from "./span.ts";
import { SummedUp } from "./SummedUp.tsx";

/** Whether every fire time of a rule is accounted for: the sum, a calendar of days, and the slots of one of them. */
export function Reconciliation(props: {
  readonly rule: Rule;
  readonly span: string | undefined;
  readonly day: string | undefined;
  readonly onChange: (shown: { readonly span?: string | undefined; readonly day?: string | undefined }) => void;
}): ReactElement {
  const { t } = useTranslation();
  const { language } = usePreferences();
  const { rule, day, onChange } = props;
  const now = today(new Date(useNow("ten-seconds")));
  const span = props.span ?? now.slice(0, 7);
  const sums = useQuery(reconciliationQuery(rule.rule));
  const days = useQuery({ ...slotDaysQuery(rule.rule, span), placeholderData: keepPreviousData });
  const download = { ...daysOfSpan(span), timeZone: ownTimeZone(), language };
  return (
    <>
      <Section title={t("rules.reconciliation")} hint={t("rules.slotsHint")}>
        <QueryView query={sums}>{(counts) => <ReconciliationLine counts={counts} />}</QueryView>
      </Section>
      <Section
        title={t("reconciliation.title")}
        hint={t(isMonth(span) ? "reconciliation.hint" : "reconciliation.yearHint")}
        extra={
          <div className={styles["bar"]}>
            <Segmented<"year" | "month">
              aria-label={t("reconciliation.view")}
              value={isMonth(span) ? "month" : "year"}
              onChange={(view) => {
                const shown = span === now.slice(0, 4) ? now.slice(0, 7) : `${span.slice(0, 4)}-01`;
                onChange({ span: view === "year" ? span.slice(0, 4) : (day?.slice(0, 7) ?? shown), day });
              }}
              options={(["year", "month"] as const).map((value) => ({
                value,
                label: t(`reconciliation.views.${value}`),
              }))}
            />
            <Button
              icon={<LeftOutlined />}
              aria-label={t("reconciliation.before")}
              onClick={() => onChange({ span: stepSpan(span, -1) })}
            />
            <strong className="tabular" aria-live="polite">
              {span}
            </strong>
            <Button
              icon={<RightOutlined />}
              aria-label={t("reconciliation.after")}
              onClick={() => onChange({ span: stepSpan(span, 1) })}
            />
            <Button icon={<DownloadOutlined />} href={belfry.rules.exportSlotsUrl(rule.rule, download)} download>
              {t("reconciliation.export")}
            </Button>
          </div>
        }
      >
        <QueryView query={days}>
          {(shown) => (
            <>
              <HeatMap
                span={span}
                days={shown.days}
                day={day}
                today={now}
                onDay={(next) => onChange({ span: props.span, day: next === day ? undefined : next })}
              />
              <SummedUp span={span} summedUp={shown.summedUp} />
            </>
          )}
        </QueryView>
      </Section>
      {day === undefined ? <p className="quiet">{t("reconciliation.choose")}</p> : <Day rule={rule.rule} day={day} />}
    </>
  );
}

function Day({ rule, day }: { readonly rule: string; readonly day: string }): ReactElement {
  const { t } = useTranslation();
  const query = useQuery(slotsOfDayQuery(rule, day));
  return (
    <Section title={t("reconciliation.slotsOf", { day })} flush>
      <QueryView query={query}>
        {(slots) => <SlotTable slots={slots} rule={rule} label={t("reconciliation.slotsOf", { day })} />}
      </QueryView>
    </Section>
  );
}
