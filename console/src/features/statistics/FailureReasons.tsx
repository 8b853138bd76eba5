import type { Failure, Statistics } from "@belfry/client";
import { Link } from "@tanstack/react-router";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { DataTable } from "../../ui/DataTable.tsx";
import { Section } from "../../ui/Section.tsx";

/** The most frequent reasons for which executions failed. */
export function FailureReasons({ failures }: { readonly failures: Statistics["total"]["failures"] }): ReactElement {
  const { t } = useTranslation();
  return (
    <Section
      title={t("statistics.failures")}
      flush={failures.length > 0}
      extra={<Link to="/failures">{t("statistics.toFailures")}</Link>}
    >
      {failures.length === 0 ? (
        <p className="quiet">{t("statistics.noFailures")}</p>
      ) : (
        <DataTable
          dense
          label={t("statistics.failures")}
          rows={failures}
          rowKey={({ class: kind, code }) => `${kind} ${code}`}
          columns={[
            { key: "code", title: t("statistics.code"), render: ({ code }) => <code>{code}</code> },
            {
              key: "class",
              title: t("statistics.class"),
              // A class of a newer version has no name here.
              render: ({ class: kind }) => t(`failures.${kind as Failure["class"]}.name`, { defaultValue: kind }),
            },
            {
              key: "n",
              title: t("statistics.count"),
              align: "end",
              render: ({ n }) => <span className="tabular">{n}</span>,
            },
          ]}
        />
      )}
    </Section>
  );
}
