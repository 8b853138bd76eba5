import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { QueryView } from "../../ui/QueryView.tsx";
import { Section } from "../../ui/Section.tsx";
import { ContractTable } from "./ContractTable.tsx";
import { contractsQuery } from "./incentive-queries.ts";
import { filterOf, type IncentiveSearch } from "./incentive-search.ts";

const MOST = 8;

/** The contracts that were booked last in one campaign. */
export function LatestContracts(props: {
  readonly campaign: { readonly campaign: string; readonly name: string };
  readonly search: IncentiveSearch;
  readonly everyMs: number;
}): ReactElement {
  const { t } = useTranslation();
  const { search } = props;
  const { campaign, name } = props.campaign;
  const { campaign: _campaign, city: _city, ...filter } = filterOf(search);
  const query = useQuery({ ...contractsQuery(campaign, { ...filter, limit: MOST }), refetchInterval: props.everyMs });
  const title = t("incentives.latest");
  return (
    <Section
      flush
      title={title}
      hint={name}
      extra={
        <Link to="/incentives/campaigns/$campaign" params={{ campaign }} search={filter}>
          {t("incentives.allContracts")}
        </Link>
      }
    >
      <QueryView query={query}>
        {({ items }) => (
          <ContractTable
            label={title}
            contracts={items}
            renderLink={({ contract }, text) => (
              <Link to="/incentives" search={{ ...search, open: `${campaign}/${contract}` }} replace>
                {text}
              </Link>
            )}
          />
        )}
      </QueryView>
    </Section>
  );
}
