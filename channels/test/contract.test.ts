import { channelContract, contractSecret } from "@belfry/plugin-kit";
import { connectLocally, startSmtpSink } from "@belfry/testkit";
import { afterAll, test } from "vitest";
import { emailChannel } from "../src/index.ts";

const user = "sender@belfry.cn";
const sink = await startSmtpSink({ auth: { user, pass: contractSecret.value }, senderMustBeUser: true });
const gone = await startSmtpSink();
await gone.close();
afterAll(() => sink.close());

const account = {
  host: sink.host,
  port: sink.port,
  mode: "plain",
  user,
  password: contractSecret.ref,
  from: { name: "学工处", address: user },
};

const checks = channelContract(emailChannel, {
  validAccount: account,
  connect: connectLocally,
  unreachableAccount: { ...account, port: gone.port },
  brokenAccounts: [
    { name: "has a host that does not exist", account: { ...account, host: "smtp.belfry.invalid" } },
    { name: "demands an encryption that is not offered", account: { ...account, mode: "starttls" } },
    { name: "has a wrong password", account: { ...account, password: "another" } },
    { name: "sends in another name", account: { ...account, from: { address: "other@belfry.cn" } } },
  ],
  validAddress: "a@x.cn",
  badAddresses: ["a", "a@", "@x.cn", "a@x.cn, b@x.cn", "张三 <a@x.cn>", "a@x.cn\r\nBcc: b@x.cn"],
  refused: [
    { address: "permfail@x.cn", kind: "recipient-fault" },
    { address: "tempfail@x.cn", kind: "try-later" },
  ],
  taken: () => sink.mails.length,
  outside: () => JSON.stringify(sink.mails),
});

for (const check of checks) test(check.name, check.run);
