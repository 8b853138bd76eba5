/**
 * The reason of an attempt in one language each. The ledger keeps it as one text, so that logs and callbacks need no
 * language: the English sentences, and behind them, where a channel has it, the Chinese. What is not recognized is told
 * as it stands; a provider's own words stay as they are.
 */
import type { LocalizedText } from "@belfry/plugin-kit";

interface Pattern {
  readonly match: RegExp;
  readonly zh: string;
}

/** How many tries there were stands at the end of the last reason. */
const TRIED: Pattern = { match: /^(.+) It was tried (\d+) times\.$/s, zh: "已尝试 $2 次。" };

/** Sentences that Belfry says in English only. `$1` is the first group of the match. */
const WHOLE: readonly Pattern[] = [
  { match: /^The channel did not answer in time\.$/, zh: "渠道没有按时应答，无法判断是否已送出。" },
  { match: /^The channel gave no outcome\.$/, zh: "渠道没有给出结果。" },
  { match: /^The channel "(.+)" said nothing about this recipient\.$/, zh: "渠道“$1”没有说明这个收件人的结果。" },
  { match: /^The channel failed by its own fault: (.+)$/s, zh: "渠道程序出错：$1" },
  { match: /^The channel "(.+)" has no sending account\. Add one\.$/, zh: "渠道“$1”没有发送账号，请添加。" },
  { match: /^The channel "(.+)" has no account "(.+)"\.$/, zh: "渠道“$1”没有名为“$2”的发送账号。" },
  { match: /^The account "(.+)" is not enabled\.$/, zh: "发送账号“$1”已停用。" },
  { match: /^The configuration of the account "(.+)" is not valid any more\.$/, zh: "发送账号“$1”的配置已失效。" },
  { match: /^The message is too large for the account "(.+)"\.$/, zh: "消息超出发送账号“$1”的大小上限。" },
  { match: /^The account "(.+)" does not reach (.+)\.$/, zh: "发送账号“$1”不能发给 $2。" },
  { match: /^The send was called off\. Nothing was sent\. .+$/, zh: "发送被中止，尚未发出，稍后重试。" },
  { match: /^The server greets, encrypted\.$/, zh: "服务器已应答，连接已加密。" },
  { match: /^The server greets, unencrypted\.$/, zh: "服务器已应答，连接未加密。" },
  { match: /^It is part of Belfry\.$/, zh: "它是钟楼的一部分，无需连接。" },
  { match: /^The mail could not be read: (.+)$/s, zh: "无法读取邮件内容：$1" },
  { match: /^The mail cannot be sent: (.+)$/s, zh: "邮件无法发送：$1" },
  { match: /^The server's answers do not name this recipient\.$/, zh: "服务器的应答没有提到这个收件人。" },
  { match: /^It was claimed and forgotten\.$/, zh: "工作节点领取后没有处理，已重新排队。" },
  { match: /^Nobody signs in as "(.+)", or they are disabled\.$/, zh: "没有名为“$1”的用户，或该用户已停用。" },
  { match: /^The vault has no secret with this name\. "(.+?)" is not stored\.$/, zh: "密钥库中没有“$1”。" },
  {
    match: /^It would have waited too long for its robot, and goes out in the digest message (\d+)\.$/,
    zh: "机器人发送频率超限，将合并到汇总消息 $1 中发送。",
  },
  { match: /^It went out in the digest message (\d+)\.$/, zh: "已合并在汇总消息 $1 中发出。" },
  { match: /^It was gathered in the digest message (\d+)\.$/, zh: "已合并到汇总消息 $1 中。" },
  {
    match: /^Everything that it gathered was cancelled or has expired\.$/,
    zh: "其中合并的消息都已取消或过期。",
  },
  {
    match: /^The account "(.+)" has sent (\d+) of (\d+) in a (?:second|minute|day|month)/,
    zh: "发送账号“$1”的额度已用 $2/$3。",
  },
  {
    match: /^The message takes more sends than the account "(.+)" may make in a \w+ \((\d+)\)\.$/,
    zh: "这条消息需要的发送次数超过发送账号“$1”的额度（$2）。",
  },
  {
    match: /^The account "(.+)" may send and is the next of its priority by weight\.$/,
    zh: "发送账号“$1”可以发送，按优先级和权重轮到它。",
  },
  {
    match: /^The account "(.+)" may send, and is asked when "(.+)" cannot\.$/,
    zh: "发送账号“$1”可以发送，“$2”都不能发送时轮到它。",
  },
];

/** Sentences behind which another reason stands, as their last group. */
const LEADS: readonly Pattern[] = [
  { match: /^(The account "(.+)" rests until \S+:) (.+)$/s, zh: "发送账号“$2”正在休息：" },
  { match: /^(It was gathered in the digest message (\d+)\.) (.+)$/s, zh: "已合并到汇总消息 $2 中。" },
  {
    match: /^(One message tries whether the account "(.+)" works again\. Before:) (.+)$/s,
    zh: "正在用一条消息试探发送账号“$2”是否恢复。此前：",
  },
];

/** How English sentences begin behind which the Chinese ones say what it means. */
const BEGINNINGS: readonly Pattern[] = [
  { match: /^The provider answered (\S+?): "(.*?)"\. /s, zh: "服务商返回 $1：“$2”。" },
  { match: /^The server answered "(.*?)"\. /s, zh: "服务器返回“$1”。" },
  {
    match: /^The provider's address answered with status (\d+) and a body that is not the provider's\. /,
    zh: "服务商的地址返回状态 $1，内容不是服务商的格式。",
  },
  {
    match: /^The mail was handed over and the server's answer did not come \((.+?)\)\. /s,
    zh: "没有收到服务器的应答（$1）。",
  },
  { match: /^The message was handed over and no answer came: (.+?) It may have arrived/s, zh: "没有收到应答（$1）。" },
];

/** English sentences, and behind them the Chinese ones, which may begin with an abbreviation. */
const BOTH = /^(.*[.!?)]) ((?:[A-Za-z0-9]+ ?)?[\u4e00-\u9fff].*。)$/s;

/** What a reason says, in both languages. */
export function reasonWords(reason: string): LocalizedText {
  const tried = TRIED.match.exec(reason);
  if (tried?.[1] !== undefined) {
    const { zh, en } = reasonWords(tried[1]);
    return { zh: `${zh}${fill(TRIED, tried)}`, en: `${en} ${reason.slice(tried[1].length).trim()}` };
  }
  for (const pattern of LEADS) {
    const match = pattern.match.exec(reason);
    if (match === null) continue;
    const { zh, en } = reasonWords(match[3] ?? "");
    return { zh: `${fill(pattern, match)}${zh}`, en: `${match[1]} ${en}` };
  }
  for (const pattern of WHOLE) {
    const match = pattern.match.exec(reason);
    if (match !== null) return { zh: fill(pattern, match), en: BOTH.exec(reason)?.[1] ?? reason };
  }
  const both = BOTH.exec(reason);
  if (both?.[1] === undefined || both[2] === undefined) return { zh: reason, en: reason };
  for (const pattern of BEGINNINGS) {
    const match = pattern.match.exec(reason);
    if (match !== null) return { zh: `${fill(pattern, match)}${both[2]}`, en: both[1] };
  }
  return { zh: both[2], en: both[1] };
}

function fill({ zh }: Pattern, match: RegExpExecArray): string {
  return zh.replaceAll(/\$(\d)/g, (_all, place: string) => match[Number(place)] ?? "?");
}
