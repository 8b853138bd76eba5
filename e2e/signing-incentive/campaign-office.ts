/** What is around a campaign of examples/signing-incentive: its question in Metabase, and the two groups of WeCom. */
import { readFile } from "node:fs/promises";
import { metabaseUser, startMetabase, startWecomFake, type Metabase, type WecomFake } from "@belfry/testkit";
import { parse } from "yaml";
import type { CallApi } from "../support/call-api.ts";

const EXAMPLE = new URL("../../examples/signing-incentive/", import.meta.url);

export interface CampaignOffice extends AsyncDisposable {
  readonly metabase: Metabase;
  readonly wecom: WecomFake;
  /** `host:port` of what the rule calls. */
  readonly hosts: readonly string[];
  /** What the question gives from now on. */
  answer(contracts: readonly SignedContract[]): void;
}

export interface SignedContract {
  readonly id: string;
  readonly who: string;
  readonly yuan: number;
}

/** A rule as the example has it. */
export interface CampaignRule {
  readonly rule: string;
  readonly actions: { id: string; do?: object[] }[];
}

const groups = ["北京签约群", "北京奖励群"];
const columns =
  "_id,province,serviceAppointmentNum,Status,serviceHousekeeper,contractdocNum,adjustRefundMoney,paidAmount,orgName,signedDate,conversion".split(
    ",",
  );

export async function startCampaignOffice(): Promise<CampaignOffice> {
  await using stack = new AsyncDisposableStack();
  let contracts: readonly SignedContract[] = [];
  const metabase = stack.use(
    await startMetabase([
      {
        id: 1693,
        columns: columns.map((name) => ({ name, displayName: name })),
        rows: () =>
          contracts.map(({ id, who, yuan }) => [
            id,
            "110000",
            `GD-${id}`,
            1,
            who,
            `YHWX-${id}`,
            yuan,
            yuan,
            "顺达",
            "2025-05-06T10:00:00.000+08:00",
            0.5,
          ]),
      },
    ]),
  );
  const robots = groups.map((group, n) => ({ group, key: `robot-${n}` }));
  const wecom = stack.use(await startWecomFake({ robots }));
  const open = stack.move();
  return {
    metabase,
    wecom,
    hosts: [metabase.url, wecom.url].map((url) => new URL(url).host),
    answer: (next) => void (contracts = next),
    [Symbol.asyncDispose]: () => open.disposeAsync(),
  };
}

export async function campaignRule(): Promise<CampaignRule> {
  return parse(await readFile(new URL("rules-campaign.yaml", EXAMPLE), "utf8")) as CampaignRule;
}

/** Installs the campaign as the README of the example says; it runs by hand alone. */
export async function installCampaign(api: CallApi, office: CampaignOffice, rule?: CampaignRule): Promise<void> {
  await api("POST", "/v1/incentives/campaigns/BJ-2025-05/install", { revision: "2025-05" });
  await api("PUT", "/v1/secrets/metabaseUser", { value: metabaseUser.username });
  await api("PUT", "/v1/secrets/metabasePassword", { value: metabaseUser.password });
  for (const [n, group] of groups.entries()) {
    await api("PUT", `/v1/secrets/robot${n}`, { value: `robot-${n}` });
    await api("PUT", `/v1/accounts/wecom/robot-${n}`, {
      config: { group, baseUrl: office.wecom.url, key: { $secret: `robot${n}` } },
    });
  }
  const { variables } = parse(await readFile(new URL("rules-campaign-variables.yaml", EXAMPLE), "utf8")) as {
    readonly variables: object;
  };
  await api("PATCH", "/v1/variables", { values: { ...variables, metabase: { url: office.metabase.url } } });
  const shipped = rule ?? (await campaignRule());
  await api("PUT", `/v1/rules/${shipped.rule}`, { ...shipped, triggers: [] });
  await api("POST", `/v1/rules/${shipped.rule}/enable`);
}
