import { useQuery } from "@tanstack/react-query";
import { Drawer } from "antd";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { QueryView } from "../../ui/QueryView.tsx";
import { ContractDetail } from "./ContractDetail.tsx";
import { contractQuery } from "./incentive-queries.ts";

/** One contract with everything about it. */
export function ContractDrawer(props: {
  readonly of: { readonly campaign: string; readonly contract: string } | undefined;
  readonly onClose: () => void;
}): ReactElement {
  const { t } = useTranslation();
  const { of } = props;
  return (
    <Drawer open={of !== undefined} onClose={props.onClose} size={680} title={t("incentives.contract")}>
      {of !== undefined && <Asked campaign={of.campaign} contract={of.contract} />}
    </Drawer>
  );
}

function Asked({ campaign, contract }: { readonly campaign: string; readonly contract: string }): ReactElement {
  const query = useQuery(contractQuery(campaign, contract));
  return <QueryView query={query}>{(found) => <ContractDetail campaign={campaign} contract={found} />}</QueryView>;
}
