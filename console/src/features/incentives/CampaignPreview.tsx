import { useQuery } from "@tanstack/react-query";
import { Input, InputNumber, Segmented } from "antd";
import { useState, type ReactElement } from "react";
import { useTranslation } from "react-i18next";
import type { belfry } from "../../api/index.ts";
import { usePreferences } from "../../preferences/index.ts";
import { DataTable } from "../../ui/DataTable.tsx";
import { QueryView } from "../../ui/QueryView.tsx";
import { Section } from "../../ui/Section.tsx";
import { previewQuery, type ExampleContract } from "./campaign-queries.ts";
import styles from "./Incentives.module.css";
import { useMoney } from "./use-money.ts";
import { fenOf } from "./yuan-text.ts";

const MOST = 200;

type PreviewRow = Awaited<ReturnType<typeof belfry.incentives.preview>>[number];

/** What example contracts of one person would earn under the rules, and what would be said. */
export function CampaignPreview({
  definition,
}: {
  readonly definition: Readonly<Record<string, unknown>>;
}): ReactElement {
  const { t } = useTranslation();
  const [count, setCount] = useState(12);
  const [yuan, setYuan] = useState("20000");
  const [orderType, setOrderType] = useState<ExampleContract["orderType"]>("platform");
  const amountFen = fenOf(yuan) ?? 0;
  const contracts = Array.from({ length: count }, () => ({ amountFen, orderType }));
  const query = useQuery(previewQuery(definition, contracts));
  return (
    <Section title={t("incentives.preview")} hint={t("incentives.previewHint")}>
      <div className={styles["filters"]}>
        <label className={styles["span"]}>
          <span className="quiet small">{t("incentives.previewCount")}</span>
          <InputNumber<number>
            aria-label={t("incentives.previewCount")}
            min={1}
            max={MOST}
            value={count}
            onChange={(next) => next !== null && setCount(Math.min(MOST, Math.max(1, Math.floor(next))))}
          />
        </label>
        <label className={styles["span"]}>
          <span className="quiet small">{t("incentives.previewSize")}</span>
          <Input
            aria-label={t("incentives.previewSize")}
            inputMode="decimal"
            value={yuan}
            onChange={({ target }) => setYuan(target.value)}
            className={styles["day"] ?? ""}
            {...(fenOf(yuan) === undefined && { status: "error" as const })}
          />
        </label>
        <Segmented<ExampleContract["orderType"]>
          aria-label={t("incentives.previewOrder")}
          value={orderType}
          onChange={setOrderType}
          options={(["platform", "selfReferral"] as const).map((value) => ({
            value,
            label: t(`incentives.orderTypes.${value}`),
          }))}
        />
      </div>
      <QueryView query={query}>
        {(rows) => (
          <div className={styles["scroll"]}>
            <PreviewTable rows={rows} />
          </div>
        )}
      </QueryView>
    </Section>
  );
}

function PreviewTable({ rows }: { readonly rows: readonly PreviewRow[] }): ReactElement {
  const { t } = useTranslation();
  const { language } = usePreferences();
  const money = useMoney();
  return (
    <DataTable
      dense
      label={t("incentives.previewContracts")}
      rows={rows}
      rowKey={({ n }) => n}
      columns={[
        { key: "n", title: "#", align: "end", render: ({ n }) => <span className="tabular">{n}</span> },
        {
          key: "counted",
          align: "end",
          title: t("incentives.performance"),
          render: ({ countedFen, sumFen }) => (
            <span className="tabular">
              {money.exact(countedFen)}
              <div className="quiet small">Σ {money.exact(sumFen)}</div>
            </span>
          ),
        },
        {
          key: "earned",
          title: t("incentives.earned"),
          render: ({ taken, rewards, remark, group, award, explanation }) => (
            <>
              {!taken && <span className="quiet">{t("incentives.states.left-out")}</span>}
              {rewards.length > 0 && (
                <strong>
                  {rewards
                    .map(({ name, amountFen }) =>
                      amountFen === undefined ? name : `${name} ${money.exact(amountFen)}`,
                    )
                    .join(t("common.comma"))}
                </strong>
              )}
              {remark !== "" && remark !== "无" && <div className="quiet small">{remark}</div>}
              {taken && (
                <details className={styles["details"]}>
                  <summary>{t("incentives.previewMessages")}</summary>
                  <ul className={styles["plain"]}>
                    {explanation.map((step) => (
                      <li key={step.en} className="small">
                        {step[language]}
                      </li>
                    ))}
                  </ul>
                  {group !== null && <pre className={styles["bubble"]}>{group}</pre>}
                  {award !== null && <pre className={styles["bubble"]}>{award}</pre>}
                </details>
              )}
            </>
          ),
        },
      ]}
    />
  );
}
