import { textOf } from "../provider-call/read-object.ts";

/** Whom an app writes to: people by their ids, departments as `party:2`, labels as `tag:3`, everybody as `@all`. */
const USER = /^[A-Za-z0-9][\w.@-]{0,63}$/;
const GROUP = /^(party|tag):\d{1,10}$/;

const ALL = "@all";

/** Why a text cannot be a receiver of an app; nothing if it can. */
export function checkReceiver(receiver: string): string | undefined {
  if (receiver === ALL || USER.test(receiver) || GROUP.test(receiver)) return undefined;
  return "This is neither the id of a member (letters, digits and . _ - @), nor party:ID, tag:ID or @all.";
}

/** The fields of the body that name the receivers. */
export function receiverFields(recipients: readonly string[]): Readonly<Record<string, string>> {
  const of = (prefix: string) =>
    recipients.filter((one) => one.startsWith(prefix)).map((one) => one.slice(prefix.length));
  const users = recipients.includes(ALL) ? [ALL] : recipients.filter((one) => !GROUP.test(one));
  const lists = { touser: users, toparty: of("party:"), totag: of("tag:") };
  return Object.fromEntries(
    Object.entries(lists).flatMap(([name, list]) => (list.length === 0 ? [] : [[name, list.join("|")]])),
  );
}

/** Those of the receivers that WeCom says it could not write to, with the reason. */
export function refusedReceivers(
  fields: Readonly<Record<string, unknown>>,
  recipients: readonly string[],
): ReadonlyMap<string, string> {
  const reasons = [
    [
      "invaliduser",
      "",
      "WeCom does not know this member, or the app is not visible to them. 成员不存在或不在应用可见范围内。",
    ],
    ["unlicenseduser", "", "This member has no licence for messages of apps. 成员未激活接口许可。"],
    ["invalidparty", "party:", "WeCom does not know this department. 部门不存在或不在可见范围内。"],
    ["invalidtag", "tag:", "WeCom does not know this label. 标签不存在或不在可见范围内。"],
  ] as const;
  const refused = new Map<string, string>();
  for (const [name, prefix, reason] of reasons) {
    const named = textOf(fields[name])
      .split("|")
      .map((one) => `${prefix}${one}`.toLowerCase());
    for (const recipient of recipients) if (named.includes(recipient.toLowerCase())) refused.set(recipient, reason);
  }
  return refused;
}
