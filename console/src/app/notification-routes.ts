/** The addresses of messages, and of what carries them. */
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { parseMessageSearch } from "../features/messages/index.ts";
import { parseSuppressionSearch } from "../features/suppressions/index.ts";
import { parseWhySearch } from "../features/why/index.ts";
import { positiveId } from "./positive-id.ts";
import { shell } from "./shell-route.ts";

const messages = createRoute({
  getParentRoute: () => shell,
  path: "/messages",
  validateSearch: parseMessageSearch,
  component: lazyRouteComponent(() => import("../features/messages/MessagesPage.tsx"), "MessagesPage"),
});

const message = createRoute({
  getParentRoute: () => shell,
  path: "/messages/$messageId",
  params: positiveId("messageId"),
  component: lazyRouteComponent(() => import("../features/messages/MessagePage.tsx"), "MessagePage"),
});

const channels = createRoute({
  getParentRoute: () => shell,
  path: "/channels",
  component: lazyRouteComponent(() => import("../features/channels/ChannelsPage.tsx"), "ChannelsPage"),
});

const channel = createRoute({
  getParentRoute: () => shell,
  path: "/channels/$channel",
  component: lazyRouteComponent(() => import("../features/channels/ChannelPage.tsx"), "ChannelPage"),
});

const whyNot = createRoute({
  getParentRoute: () => shell,
  path: "/why-not",
  validateSearch: parseWhySearch,
  component: lazyRouteComponent(() => import("../features/why/WhyPage.tsx"), "WhyPage"),
});

const suppressions = createRoute({
  getParentRoute: () => shell,
  path: "/suppressions",
  validateSearch: parseSuppressionSearch,
  component: lazyRouteComponent(() => import("../features/suppressions/SuppressionsPage.tsx"), "SuppressionsPage"),
});

const policies = createRoute({
  getParentRoute: () => shell,
  path: "/policies",
  component: lazyRouteComponent(() => import("../features/policies/PoliciesPage.tsx"), "PoliciesPage"),
});

export const notificationRoutes = [messages, message, whyNot, channels, channel, suppressions, policies] as const;
