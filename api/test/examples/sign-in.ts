import type { TestApi } from "../start-test-api.ts";

const PASSWORD = "correct horse battery staple";

/** Signs the administrator in with the password of the examples, twice: the second session is there to be ended. */
export async function signIn(api: TestApi): Promise<Record<string, string>> {
  const enter = async (password: string) => {
    const answer = await api.fetch("POST", "/v1/session", { body: { name: api.login.name, password } });
    return { cookie: answer.headers.get("set-cookie")!.split(";")[0]!, origin: api.url };
  };
  const headers = await enter(api.login.password);
  const change = { currentPassword: api.login.password, newPassword: PASSWORD };
  const changed = await api.fetch("PUT", "/v1/session/password", { body: change, headers });
  if (changed.status !== 204) throw new Error(changed.text);
  await enter(PASSWORD);
  return headers;
}
