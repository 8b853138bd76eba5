import type { CatalogEntry } from "./catalog-entry.ts";

/** Messages and who sends them. */
export const sendingErrors = {
  CHANNEL_NOT_FOUND: {
    status: 404,
    message: "There is no channel with this name.",
    remedy: "List the channels to see their names.",
  },
  ACCOUNT_NOT_FOUND: {
    status: 404,
    message: "The channel has no sending account with this name.",
    remedy: "List the accounts to see their names, or leave the account out to use the best one.",
  },
  MESSAGE_NOT_FOUND: {
    status: 404,
    message: "There is no message with this id.",
    remedy: "List the messages to see their ids.",
  },
  SECRET_NOT_FOUND: {
    status: 422,
    message: "The vault has no secret with this name.",
    remedy: "Store the secret first, or correct its name in the rule.",
  },
  ATTACHMENT_TOO_LARGE: {
    status: 413,
    message: "An attachment is larger than the channel allows, so the message was not sent.",
    remedy: "Send less data, or raise the limit of the channel.",
  },
  OUTBOUND_BLOCKED: {
    status: 403,
    message: "The address may not be called from here.",
    remedy: "Ask an administrator to create a connection for the host: belfry connections add.",
  },
  CONNECTION_NOT_FOUND: {
    status: 404,
    message: "There is no connection with this name.",
    remedy: "List the connections to see their names.",
  },
  SECRET_IN_USE: {
    status: 409,
    message: "Rules or accounts name this secret, so it was not removed.",
    remedy: "Change them first, or remove it all the same with force=true: they fail from then on.",
  },
  NOTICE_NOT_FOUND: {
    status: 404,
    message: "There is no notice for you with this id.",
    remedy: "List your notices to see which there are; old ones expire.",
  },
  MESSAGE_SETTLED: {
    status: 409,
    message: "Nothing of the message is in a state in which this can be done.",
    remedy: "Look at its recipients: what was sent cannot be cancelled, and only what failed is sent again.",
  },
  CONTENT_REFUSED: {
    status: 422,
    message: "The message breaks a rule about what messages may hold.",
    remedy: "Change what each problem in the list names, or ask an administrator to change the policy.",
  },
  ATTACHMENT_NOT_FOUND: {
    status: 404,
    message: "There is no upload with this id, or it has expired.",
    remedy: "Upload the file again.",
  },
  POLICY_NOT_FOUND: {
    status: 404,
    message: "There is no policy with this name.",
    remedy: "List the policies to see their names.",
  },
  SUPPRESSION_NOT_FOUND: {
    status: 404,
    message: "There is no such entry in the suppression list.",
    remedy: "List the suppressed addresses to see them.",
  },
  UNSUBSCRIBE_INVALID: {
    status: 404,
    message: "This address for leaving a list is not complete or not from here.",
    remedy: "Open the link of the mail once more, or ask its sender.",
  },
  CALLBACK_NOT_FOUND: {
    status: 404,
    message: "There is no callback with this name.",
    remedy: "List the callbacks to see their names.",
  },
  CALLBACK_UNVERIFIED: {
    status: 422,
    message: "The receiver of the callback did not send the challenge back.",
    remedy:
      "Let it answer the event callback.verification with status 200 and the challenge in its body, then verify it again.",
  },
  RECEIPT_REFUSED: {
    status: 404,
    message: "There is no address for receipts here.",
    remedy: "Make a new address for the account and give it to the provider.",
  },
  RECEIPT_TOO_EARLY: {
    status: 409,
    message: "The receipt is about a message that is being sent right now.",
    remedy: "Post it again; providers do so by themselves.",
  },
  TEMPLATE_NOT_FOUND: {
    status: 404,
    message: "There is no template with this code, or it was removed.",
    remedy: "List the templates to see their codes.",
  },
  TEMPLATE_VERSION_NOT_FOUND: {
    status: 404,
    message: "The template has no such version.",
    remedy: "List its versions, or leave the version out to use the newest one.",
  },
  TEMPLATE_VARIABLES_INVALID: {
    status: 422,
    message: "The variables are not those that the template declares.",
    remedy: "Correct each variable in the list; GET /v1/templates/{template} shows what it declares.",
  },
  TEMPLATE_IN_USE: {
    status: 409,
    message: "Other templates use this layout or partial, so it was not removed.",
    remedy: "Change them first.",
  },
} as const satisfies Record<string, CatalogEntry>;
