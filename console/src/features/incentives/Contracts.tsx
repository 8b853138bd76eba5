import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { Button, Checkbox, Input, Select } from "antd";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { Panel } from "../../ui/Panel.tsx";
import { QueryView } from "../../ui/QueryView.tsx";
import type { CampaignSearch } from "./campaign-search.ts";
import { contractStates, type ContractState } from "./contract-states.ts";
import { ContractTable } from "./ContractTable.tsx";
import { contractsQuery } from "./incentive-queries.ts";
import { withoutNothing } from "./incentive-search.ts";
import styles from "./Incentives.module.css";
import { RowPager } from "./RowPager.tsx";

const route = getRouteApi("/shell/incentives/campaigns/$campaign");

/** The contracts of a campaign, the last one booked first. */
export function Contracts({ campaign }: { readonly campaign: string }): ReactElement {
  const { t } = useTranslation();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { contract: _contract, tab: _tab, month: _month, all: _all, ...filter } = search;
  const query = useQuery(contractsQuery(campaign, { ...filter, limit: 50 }));
  const { cursor, ...first } = filter;
  const change = (next: { readonly [Name in keyof CampaignSearch]?: CampaignSearch[Name] | undefined }) =>
    void navigate({ search: withoutNothing({ ...first, ...next }) });
  return (
    <>
      <search className={styles["filters"]}>
        {(["text", "person", "provider"] as const).map((name) => (
          <Input.Search
            // Drawn anew when the address changes by other means: what is typed is not in it before it is sent.
            key={`${name} ${search[name] ?? ""}`}
            allowClear
            aria-label={t(`incentives.only.${name}`)}
            placeholder={t(`incentives.only.${name}`)}
            defaultValue={search[name] ?? ""}
            onSearch={(text) => change({ [name]: text.trim() })}
            className={styles["person"] ?? ""}
          />
        ))}
        <span className={styles["span"]}>
          {(["from", "until"] as const).map((name) => (
            <Input
              key={name}
              type="date"
              aria-label={t(`incentives.${name}`)}
              value={search[name] ?? ""}
              onChange={({ target }) => change({ [name]: target.value })}
              className={styles["day"] ?? ""}
            />
          ))}
        </span>
        <Select<ContractState | "">
          aria-label={t("incentives.state")}
          value={search.state ?? ""}
          onChange={(state) => change({ state: state === "" ? undefined : state })}
          options={[
            { value: "", label: t("incentives.anyState") },
            ...contractStates.map((value) => ({ value, label: t(`incentives.states.${value}`) })),
          ]}
          popupMatchSelectWidth={false}
        />
        <Checkbox
          checked={search.rewarded === true}
          onChange={({ target }) => change({ rewarded: target.checked ? true : undefined })}
        >
          {t("incentives.onlyRewarded")}
        </Checkbox>
        {Object.keys(first).length > 0 && (
          <Button type="text" onClick={() => void navigate({ search: {} })}>
            {t("incentives.clear")}
          </Button>
        )}
      </search>
      <QueryView query={query}>
        {({ items, nextCursor }) => (
          <>
            <Panel>
              <ContractTable
                label={t("incentives.tabs.contracts")}
                contracts={items}
                renderLink={({ contract }, text) => (
                  <Link
                    to="/incentives/campaigns/$campaign"
                    params={{ campaign }}
                    search={{ ...filter, contract }}
                    replace
                  >
                    {text}
                  </Link>
                )}
              />
            </Panel>
            <RowPager cursor={cursor} nextCursor={nextCursor} onChange={(next) => change({ cursor: next })} />
          </>
        )}
      </QueryView>
    </>
  );
}
