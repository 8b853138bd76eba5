import { campaignName, type Campaign } from "../campaign/campaign.ts";
import { periodText } from "../campaign/period-text.ts";
import { faultText } from "./row-fault.ts";
import { signedDay } from "./signed-day.ts";

/** What is wrong with 签约时间 as a source writes it: it is no date, or none of the campaign. */
export function faultOfDay(
  campaign: Campaign,
  text: string,
  dayOf: (text: string) => string | undefined = signedDay,
): ReturnType<typeof faultText> | undefined {
  const { from, until } = campaign.period;
  const day = dayOf(text);
  if (day === undefined) return faultText("notADate");
  if (day >= from && (until === undefined || day <= until)) return undefined;
  return faultText("outsidePeriod", { day, campaign: campaignName(campaign), period: periodText(campaign.period) });
}
