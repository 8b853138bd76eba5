/** The addresses of messages, and of what carries them. */
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { parseCallbackSearch } from "../features/callbacks/index.ts";
import { parseMessageStatisticsSearch } from "../features/message-statistics/index.ts";
import { parseMessageSearch } from "../features/messages/index.ts";
import { parseSuppressionSearch } from "../features/suppressions/index.ts";
import { parseTemplateListSearch, parseTemplateSearch } from "../features/templates/index.ts";
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

const templates = createRoute({
  getParentRoute: () => shell,
  path: "/templates",
  validateSearch: parseTemplateListSearch,
  component: lazyRouteComponent(() => import("../features/templates/TemplatesPage.tsx"), "TemplatesPage"),
});

const newTemplate = createRoute({
  getParentRoute: () => shell,
  path: "/new-template",
  component: lazyRouteComponent(() => import("../features/templates/NewTemplatePage.tsx"), "NewTemplatePage"),
});

const template = createRoute({
  getParentRoute: () => shell,
  path: "/templates/$template",
  validateSearch: parseTemplateSearch,
  component: lazyRouteComponent(() => import("../features/templates/TemplatePage.tsx"), "TemplatePage"),
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

const callbacks = createRoute({
  getParentRoute: () => shell,
  path: "/callbacks",
  component: lazyRouteComponent(() => import("../features/callbacks/CallbacksPage.tsx"), "CallbacksPage"),
});

const callback = createRoute({
  getParentRoute: () => shell,
  path: "/callbacks/$callback",
  validateSearch: parseCallbackSearch,
  component: lazyRouteComponent(() => import("../features/callbacks/CallbackPage.tsx"), "CallbackPage"),
});

const messageStatistics = createRoute({
  getParentRoute: () => shell,
  path: "/message-statistics",
  validateSearch: parseMessageStatisticsSearch,
  component: lazyRouteComponent(
    () => import("../features/message-statistics/MessageStatisticsPage.tsx"),
    "MessageStatisticsPage",
  ),
});

export const notificationRoutes = [
  messages,
  message,
  whyNot,
  channels,
  channel,
  templates,
  newTemplate,
  template,
  suppressions,
  policies,
  callbacks,
  callback,
  messageStatistics,
] as const;
