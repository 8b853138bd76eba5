import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { Input } from "antd";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { Panel } from "../../ui/Panel.tsx";
import { QueryView } from "../../ui/QueryView.tsx";
import { entriesQuery } from "./campaign-queries.ts";
import { EntryTable } from "./EntryTable.tsx";
import styles from "./Incentives.module.css";
import { RowPager } from "./RowPager.tsx";

const route = getRouteApi("/shell/incentives/campaigns/$campaign");

/** The lines of the ledger, the newest first. */
export function Entries({ campaign }: { readonly campaign: string }): ReactElement {
  const { t } = useTranslation();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { month, cursor } = search;
  const query = useQuery(entriesQuery(campaign, month, cursor));
  const ofMonth = { tab: "entries", ...(month !== undefined && { month }) } as const;
  return (
    <>
      <search className={styles["filters"]}>
        <Input
          type="month"
          aria-label={t("incentives.month")}
          value={month ?? ""}
          onChange={({ target }) =>
            void navigate({ search: { tab: "entries", ...(target.value !== "" && { month: target.value }) } })
          }
          className={styles["person"] ?? ""}
        />
      </search>
      <QueryView query={query}>
        {({ items, nextCursor }) => (
          <>
            <Panel>
              <EntryTable
                label={t("incentives.tabs.entries")}
                entries={items}
                renderContract={(contract) => (
                  <Link
                    to="/incentives/campaigns/$campaign"
                    params={{ campaign }}
                    search={{ ...search, contract }}
                    replace
                    className="breakable"
                  >
                    {contract}
                  </Link>
                )}
              />
            </Panel>
            <RowPager
              cursor={cursor}
              nextCursor={nextCursor}
              onChange={(next) =>
                void navigate({ search: { ...ofMonth, ...(next !== undefined && { cursor: next }) } })
              }
            />
          </>
        )}
      </QueryView>
    </>
  );
}
