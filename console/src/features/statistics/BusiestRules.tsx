import type { Statistics } from "@belfry/client";
import { Link } from "@tanstack/react-router";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { DataTable } from "../../ui/DataTable.tsx";
import { Section } from "../../ui/Section.tsx";

/** The rules of which the most executions ended. */
export function BusiestRules({ rules }: { readonly rules: Statistics["busiest"] }): ReactElement {
  const { t } = useTranslation();
  return (
    <Section title={t("statistics.busiest")} flush>
      <DataTable
        dense
        label={t("statistics.busiest")}
        rows={rules}
        rowKey={({ rule }) => rule}
        columns={[
          {
            key: "rule",
            title: t("statistics.rule"),
            render: ({ rule, name }) => (
              <Link to="/rules/$rule" params={{ rule }}>
                {name}
              </Link>
            ),
          },
          {
            key: "n",
            title: t("statistics.executions"),
            align: "end",
            render: ({ executions }) => <span className="tabular">{executions}</span>,
          },
          {
            key: "failed",
            title: t("statistics.failed"),
            align: "end",
            render: ({ failed }) => <span className="tabular">{failed}</span>,
          },
        ]}
      />
    </Section>
  );
}
