import type { WhatIfDifference } from "@belfry/client";
import { Link } from "@tanstack/react-router";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { DataTable, type Column } from "../../ui/DataTable.tsx";
import { Instant } from "../../ui/Instant.tsx";
import { ScrollRegion } from "../../ui/ScrollRegion.tsx";
import { StateMark } from "../../ui/StateMark.tsx";
import { ExplainSteps } from "../explain/index.ts";
import { FateMark } from "../rules/index.ts";
import styles from "./WhatIfDialog.module.css";

/** The moments at which an edited rule would have done something else, the newest first. */
export function DifferenceTable({ differences }: { readonly differences: readonly WhatIfDifference[] }): ReactElement {
  const { t } = useTranslation();
  const columns: readonly Column<WhatIfDifference>[] = [
    {
      key: "change",
      title: t("whatIf.change"),
      width: 90,
      render: ({ change }) => <StateMark tone={change === "more" ? "good" : "bad"}>{t(`whatIf.${change}`)}</StateMark>,
    },
    {
      key: "at",
      title: t("whatIf.at"),
      render: ({ at, trigger, eventId }) => (
        <>
          <Instant at={at} />
          <div className="quiet small">
            <code>{trigger}</code>{" "}
            {eventId !== null && (
              <Link to="/events/$eventId" params={{ eventId }} target="_blank">
                {t("whatIf.event", { id: eventId })}
              </Link>
            )}
          </div>
        </>
      ),
    },
    {
      key: "happened",
      title: t("whatIf.happened"),
      render: ({ happened }) => (
        <>
          <Fate fate={happened.fate} />{" "}
          {happened.executionId !== null && (
            <Link to="/executions/$executionId" params={{ executionId: happened.executionId }} target="_blank">
              #{happened.executionId}
            </Link>
          )}
        </>
      ),
    },
    { key: "would", title: t("whatIf.would"), render: ({ wouldHappen }) => <Fate fate={wouldHappen.fate} /> },
    {
      key: "why",
      title: t("whatIf.reason"),
      from: "middle",
      render: ({ why }) => <ExplainSteps brief steps={why.filter(({ code }) => !code.startsWith("fate."))} />,
    },
  ];
  return (
    <ScrollRegion label={t("whatIf.differences")} className={styles["table"] ?? ""}>
      <DataTable
        label={t("whatIf.differences")}
        columns={columns}
        rows={differences}
        rowKey={({ at, eventId, trigger, change }) => `${at} ${eventId} ${trigger} ${change}`}
      />
    </ScrollRegion>
  );
}

function Fate({ fate }: { readonly fate: WhatIfDifference["happened"]["fate"] }): ReactElement {
  const { t } = useTranslation();
  return fate === "none" ? <span className="quiet">{t("whatIf.noFate")}</span> : <FateMark fate={fate} />;
}
