import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { Panel } from "../../ui/Panel.tsx";
import { QueryView } from "../../ui/QueryView.tsx";
import styles from "./ChildrenView.module.css";
import { executionListQuery, executionStates, type ExecutionDetail } from "./execution-queries.ts";
import { ExecutionStateMark } from "./ExecutionStateMark.tsx";
import { ExecutionTable } from "./ExecutionTable.tsx";

const SHOWN = 200;

/** The children of a `forEach`: how many are in which state, and the first of them in the order of their items. */
export function ChildrenView({ parent }: { readonly parent: ExecutionDetail }): ReactElement {
  const { t } = useTranslation();
  const query = useQuery(executionListQuery({ parent: parent.id, limit: SHOWN }));
  return (
    <>
      <ul className={styles["counts"]}>
        {executionStates.map((state) => {
          const count = parent.children[state] ?? 0;
          return (
            count > 0 && (
              <li key={state} className={styles["count"]}>
                <ExecutionStateMark state={state} /> {count}
              </li>
            )
          );
        })}
      </ul>
      <QueryView query={query}>
        {({ items, nextCursor }) => (
          <Panel>
            <ExecutionTable
              executions={items.toSorted((a, b) => (a.itemIndex ?? 0) - (b.itemIndex ?? 0))}
              without="parent"
              empty={t("executions.noChildren")}
              label={t("executions.tabs.children")}
            />
            {nextCursor !== null && (
              <p className={styles["more"]}>
                <Link to="/executions" search={{ rule: parent.rule, children: true }}>
                  {t("rules.allExecutions")}
                </Link>
              </p>
            )}
          </Panel>
        )}
      </QueryView>
    </>
  );
}
