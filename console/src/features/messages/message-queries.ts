import { queryOptions } from "@tanstack/react-query";
import { answered, api, type Schemas } from "../../api/index.ts";

export type Message = Schemas["MessageSummary"];
export type MessageDetail = Schemas["MessageDetail"];
export type Delivery = Schemas["Delivery"];

export const messageKeys = { all: ["messages"] } as const;

export function messageListQuery(filter: { readonly execution?: number; readonly cursor?: string }) {
  return queryOptions({
    queryKey: [...messageKeys.all, "list", filter],
    queryFn: ({ signal }) => answered(api.GET("/v1/messages", { params: { query: filter }, signal })),
  });
}

export function messageQuery(id: number) {
  return queryOptions({
    queryKey: [...messageKeys.all, "one", id],
    queryFn: ({ signal }) => answered(api.GET("/v1/messages/{messageId}", { params: { path: { messageId: id } }, signal })),
  });
}
