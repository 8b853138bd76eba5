import type { Translation } from "../translation.ts";

/** Whoever signs in: themselves, and those who look after them. */
export const people = {
  scope: {
    title: "What they see",
    everything: "Everything",
    part: "Only a part",
    fault: "Restrict to at least one label or input, or choose “Everything”.",
    labels: "By label",
    labelsHint:
      "Only rules with these labels are seen and changed, with their executions, messages and reports. Of several labels all must match.",
    label: "Label, for example team",
    labelValues: "Allowed values",
    addLabel: "Add a label",
    inputs: "By input",
    inputsHint: "A rule takes only these values for its input, and only executions with these values are seen.",
    rule: "Rule",
    input: "Input",
    inputValues: "Allowed values",
    addInput: "Add an input",
    remove: "Remove this line",
  },
  session: {
    title: "Sign in",
    lead: "Rings at the right time, tells the right people.",
    name: "User name",
    password: "Password",
    submit: "Sign in",
    firstLoginHint: "First time here? The terminal that started Belfry printed the name and the password.",
    signOut: "Sign out",
    signedInAs: "Signed in as {{name}}",
    account: "Account",
    changeOffer: "You may still be using the password of the first start. Better choose one of your own now.",
    changeNow: "Change password",
    changeLater: "Do not ask again",
  },
} as const satisfies Pick<Translation, "scope" | "session">;
