import { stringify } from "yaml";

type Plain = Readonly<Record<string, unknown>>;

/** As people write them: what it is comes first. The database keeps no order. */
const keys = [
  "campaign",
  "revision",
  "name",
  "description",
  "city",
  "period",
  "activityCode",
  "person",
  "sourceTypes",
  "announcementOnly",
  "lucky",
  "tiers",
  "selfReferral",
  "caps",
  "performance",
  "performanceColumn",
  "historicalContracts",
  "bonusPoolRatio",
  "awards",
  "remarks",
  "refresh",
  "elite",
  "risingStars",
  "messages",
  "quirks",
] as const;

const inside = { lucky: ["rule", "number"], tiers: ["minContracts", "basis", "levels"], period: ["from"] } as const;
const awardKeys = ["award", "from"] as const;

/** A campaign as its author would write it. */
export function campaignYaml(definition: Plain): string {
  const ordered = inOrder(definition, keys);
  const parts = Object.entries(inside).flatMap(([key, first]) => {
    const part = ordered[key];
    return isPlain(part) ? [[key, withAwards(inOrder(part, first))]] : [];
  });
  return stringify({ ...ordered, ...Object.fromEntries(parts) }, { lineWidth: 110 });
}

/** What a new campaign begins as. */
export function newCampaignYaml(today: Date): string {
  const month = today.toISOString().slice(0, 7);
  const last = new Date(Date.UTC(today.getUTCFullYear(), today.getUTCMonth() + 1, 0)).toISOString().slice(0, 10);
  return campaignYaml({
    campaign: `BJ-${month}`,
    revision: month,
    name: `北京 ${month} 签约激励`,
    city: "北京",
    period: { from: `${month}-01`, until: last },
    person: "管家",
    lucky: { rule: "everyNthOfPerson", number: 5, awards: [{ award: "接好运" }] },
    tiers: {
      minContracts: 6,
      basis: "performance",
      levels: [
        { award: "达标奖", from: 80_000 },
        { award: "优秀奖", from: 120_000 },
      ],
    },
    caps: { perContract: 50_000 },
    awards: { 接好运: 58, 达标奖: 200, 优秀奖: 400 },
    messages: {
      group: "恭喜 {{ name }} 签约合同 {{ contract }}，个人累计签约第 {{ count }} 单。\n{{ closing }}\n",
      award: "{{ name }} 签约合同 {{ contract }}\n\n{{ lines }}\n",
      awardLine: "达成 {{ award }} 奖励条件，获得签约奖励 {{ amount }} 元 🧧",
    },
  });
}

/** In lists of awards the award stands before what it needs. */
function withAwards(part: Plain): Plain {
  return Object.fromEntries(
    Object.entries(part).map(([key, value]) => [
      key,
      Array.isArray(value) ? value.map((one: unknown) => (isPlain(one) ? inOrder(one, awardKeys) : one)) : value,
    ]),
  );
}

/** The named keys first, the others behind them as they are. */
function inOrder(value: Plain, first: readonly string[]): Plain {
  const named = first.filter((key) => key in value);
  const rest = Object.keys(value).filter((key) => !named.includes(key));
  return Object.fromEntries([...named, ...rest].map((key) => [key, value[key]]));
}

function isPlain(value: unknown): value is Plain {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
