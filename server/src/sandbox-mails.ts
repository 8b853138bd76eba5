import { clearSandbox, getSandboxAttachment, getSandboxMail, getSandboxSource, listSandboxMails } from "@belfry/notify";
import type { Store } from "@belfry/store";

/** The mails that the sandbox caught, for the API. */
export function sandboxMails(store: Store) {
  return {
    list: (options: Parameters<typeof listSandboxMails>[1]) => listSandboxMails(store, options),
    get: (id: number) => getSandboxMail(store, id),
    source: (id: number) => getSandboxSource(store, id),
    attachment: (id: number, index: number) => getSandboxAttachment(store, id, index),
    clear: () => clearSandbox(store),
  };
}
