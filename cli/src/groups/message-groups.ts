import { addAccountsRoute } from "../commands/accounts-route.ts";
import {
  addAccountsApply,
  addAccountsList,
  addAccountsReceiptAddress,
  addAccountsRemove,
  addAccountsResume,
  addAccountsTest,
} from "../commands/accounts.ts";
import {
  addCallbacksEvents,
  addCallbacksList,
  addCallbacksRemove,
  addCallbacksReplay,
  addCallbacksSet,
  addCallbacksVerify,
} from "../commands/callbacks.ts";
import { addMessagesStatistics } from "../commands/messages-statistics.ts";
import { addMessagesWhy } from "../commands/messages-why.ts";
import {
  addMessagesCancel,
  addMessagesList,
  addMessagesRetry,
  addMessagesSend,
  addMessagesShow,
} from "../commands/messages.ts";
import {
  addPoliciesApply,
  addPoliciesList,
  addPoliciesRemove,
  addSuppressionsAdd,
  addSuppressionsList,
  addSuppressionsRemove,
} from "../commands/policies.ts";
import { addSandboxClear, addSandboxFault, addSandboxProviders, addSandboxReceived } from "../commands/sandbox.ts";
import {
  addTemplatesCompare,
  addTemplatesList,
  addTemplatesPreview,
  addTemplatesRemove,
  addTemplatesRestore,
  addTemplatesSave,
  addTemplatesShow,
  addTemplatesTest,
  addTemplatesVersions,
} from "../commands/templates.ts";
import type { CommandGroup } from "./command-group.ts";

/** What people are told, over what, and whether it reached them. */
export const messageGroups: readonly CommandGroup[] = [
  {
    name: "messages",
    description: "send messages, and see what became of every recipient",
    commands: [
      addMessagesSend,
      addMessagesList,
      addMessagesShow,
      addMessagesCancel,
      addMessagesRetry,
      addMessagesWhy,
      addMessagesStatistics,
    ],
  },
  {
    name: "templates",
    description: "texts of messages, with their versions",
    commands: [
      addTemplatesList,
      addTemplatesShow,
      addTemplatesSave,
      addTemplatesPreview,
      addTemplatesTest,
      addTemplatesVersions,
      addTemplatesCompare,
      addTemplatesRestore,
      addTemplatesRemove,
    ],
  },
  {
    name: "accounts",
    description: "sending accounts of the channels",
    commands: [
      addAccountsList,
      addAccountsApply,
      addAccountsTest,
      addAccountsRoute,
      addAccountsReceiptAddress,
      addAccountsResume,
      addAccountsRemove,
    ],
  },
  {
    name: "callbacks",
    description: "where other systems are told what became of messages",
    commands: [
      addCallbacksList,
      addCallbacksSet,
      addCallbacksVerify,
      addCallbacksEvents,
      addCallbacksReplay,
      addCallbacksRemove,
    ],
  },
  {
    name: "policies",
    description: "quiet hours, frequency caps and what messages may hold",
    commands: [addPoliciesList, addPoliciesApply, addPoliciesRemove],
  },
  {
    name: "suppressions",
    description: "who is not sent to any more",
    commands: [addSuppressionsList, addSuppressionsAdd, addSuppressionsRemove],
  },
  {
    name: "sandbox",
    description: "the providers that the demo plays: what they received, and how they fail",
    commands: [addSandboxProviders, addSandboxReceived, addSandboxFault, addSandboxClear],
  },
];
