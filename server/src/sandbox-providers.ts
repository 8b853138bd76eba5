import type { ProviderSandbox, SmtpPlay } from "@belfry/fakes";

/** The mail server of the sandbox and the providers that are played, side by side for the API. */
export function sandboxProviders(smtp: SmtpPlay | undefined, providers: ProviderSandbox | undefined) {
  const mail = (provider: string) => (provider === "smtp" ? smtp : undefined);
  return {
    list: () => [...(smtp === undefined ? [] : [smtp.describe()]), ...(providers?.list() ?? [])],
    get: (provider: string) => mail(provider)?.describe() ?? providers?.get(provider),
    messages: (provider: string, page: Parameters<SmtpPlay["messages"]>[0]) =>
      mail(provider)?.messages(page) ?? providers?.messages(provider, page) ?? [],
    clear: (provider: string) => mail(provider)?.clear() ?? providers?.clear(provider) ?? 0,
    setFaults(provider: string, faults: Parameters<SmtpPlay["setFaults"]>[0]) {
      const one = mail(provider);
      if (one === undefined) providers?.setFaults(provider, faults);
      else one.setFaults(faults);
    },
  };
}
