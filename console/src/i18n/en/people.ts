import type { Translation } from "../translation.ts";

/** Whoever signs in: themselves, and those who look after them. */
export const people = {
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
} as const satisfies Pick<Translation, "session">;
