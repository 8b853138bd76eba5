import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { CursorPager } from "../../ui/CursorPager.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { Page } from "../../ui/Page.tsx";
import { Panel } from "../../ui/Panel.tsx";
import { QueryView } from "../../ui/QueryView.tsx";
import { useNow } from "../../ui/use-now.ts";
import { executionListQuery } from "./execution-queries.ts";
import { ExecutionFilters } from "./ExecutionFilters.tsx";
import { isFiltered, toExecutionFilter } from "./execution-search.ts";
import { ExecutionTable } from "./ExecutionTable.tsx";

const route = getRouteApi("/shell/executions");

export function ExecutionsPage(): ReactElement {
  const { t } = useTranslation();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const now = useNow("ten-seconds");
  const query = useQuery(executionListQuery(toExecutionFilter(search, now)));
  const { cursor, ...firstPage } = search;
  return (
    <Page title={t("executions.title")}>
      <ExecutionFilters search={search} onChange={(next) => void navigate({ search: next })} />
      <QueryView query={query}>
        {({ items, nextCursor }) => (
          <>
            <Panel>
              <ExecutionTable
                executions={items}
                label={t("executions.title")}
                empty={
                  isFiltered(search) ? (
                    <EmptyState title={t("executions.noMatch")} text={t("executions.noMatchText")} />
                  ) : (
                    <EmptyState title={t("executions.empty")} text={t("executions.emptyText")}>
                      <Link to="/rules">{t("executions.toRules")}</Link>
                    </EmptyState>
                  )
                }
              />
            </Panel>
            <CursorPager
              isFirst={cursor === undefined}
              hasNext={nextCursor !== null}
              onFirst={() => void navigate({ search: firstPage })}
              onNext={() => nextCursor !== null && void navigate({ search: { ...firstPage, cursor: nextCursor } })}
            />
          </>
        )}
      </QueryView>
    </Page>
  );
}
