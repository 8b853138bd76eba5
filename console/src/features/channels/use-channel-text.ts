import { useQuery } from "@tanstack/react-query";
import { usePreferences } from "../../preferences/index.ts";
import { channelListQuery } from "./channel-queries.ts";

/** Says what a channel is called; one that is not installed any more is called by its id. */
export function useChannelText(): (id: string) => string {
  const { language } = usePreferences();
  const { data = [] } = useQuery(channelListQuery);
  return (id) => data.find((channel) => channel.id === id)?.displayName[language] ?? id;
}
