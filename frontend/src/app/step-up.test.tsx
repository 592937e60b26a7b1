/** Does one prove who one is over a page that keeps everything? */
import { screen, waitFor, within } from "@testing-library/react";
import { beforeEach, expect, test } from "vitest";
import type { Schema } from "@/api/client.ts";
import { setAccessToken } from "@/api/token.ts";
import { mockApi, refuse } from "@/testing/mock-api.ts";
import { somebody } from "@/testing/people.ts";
import { renderPage } from "@/testing/render-page.tsx";
import { queryClient } from "./query-client.ts";
import { meQuery } from "./session.ts";

const GIVE = "POST /api/v1/support-accesses";
const PROVE = "POST /api/v1/session/prove";
const me = somebody({ permissions: ["company_read", "support_grant", "self"] });
const proven = { ...me, session_id: "019a0000-0000-7000-8000-000000000009" };
const access: Schema<"SupportAccess"> = {
  id: "019a0000-0000-7000-8000-000000000005",
  reason: "Momsen ser fel ut",
  state: "open",
  granted_at: new Date().toISOString(),
  granted_by_name: "Karin",
  expires_at: new Date(Date.now() + 30 * 60_000).toISOString(),
  ended_at: null,
  ended_by_name: null,
  visitors: [],
};

beforeEach(() => setAccessToken("old"));

/** The page on which support is let in, filled in and sent, by somebody who logged in long ago. */
async function sent(language: "sv" | "en" = "sv") {
  const server = mockApi({
    "GET /api/v1/support-accesses": () => ({ items: [], next: null, total: null }),
    [GIVE]: ({ headers }) =>
      headers.get("authorization") === "Bearer new" ? access : refuse(403, "step_up_required"),
    [PROVE]: ({ body }) =>
      body.password === "rätt"
        ? { access_token: "new", expires_in: 600, refresh_token: null, me: proven }
        : refuse(422, "invalid_fields", [{ pointer: "/password", code: "wrong_password" }]),
  });
  const page = await renderPage("/foretag/support", { me, language });
  const sv = language === "sv";
  await page.user.type(
    await screen.findByLabelText(sv ? "Vad ska de titta på?" : /look at/),
    "Momsen ser fel ut",
  );
  await page.user.click(screen.getByRole("button", { name: sv ? "Ge tillgång" : "Give access" }));
  const dialog = within(await screen.findByRole("dialog"));
  return { ...page, server, dialog };
}

test("a wrong password is said at its field; with the right one what was asked is done", async () => {
  const { user, server, dialog } = await sent();
  dialog.getByText(/känsligt/);
  dialog.getByText("Inloggad som karin@example.se");
  const field = dialog.getByLabelText<HTMLInputElement>(/^Lösenord/);
  expect(field.autocomplete).toBe("current-password");
  await waitFor(() => expect(document.activeElement).toBe(field));
  await user.click(dialog.getByRole("button", { name: "Bekräfta" }));
  await dialog.findByText("Fyll i fältet.");
  expect(server.sentTo(PROVE)).toHaveLength(0);
  await user.type(field, "fel{Enter}");
  await dialog.findByText("Lösenordet stämmer inte.");
  await waitFor(() => expect(document.activeElement).toBe(field));
  await user.clear(field);
  await user.type(field, "rätt{Enter}");
  await screen.findByText("Supporten kan titta nu");
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  expect(server.sentTo(GIVE)).toHaveLength(2);
  expect(queryClient.getQueryData(meQuery.queryKey)?.session_id).toBe(proven.session_id);
});

test("Escape takes it back, and the page keeps what was written", async () => {
  const { user, server } = await sent();
  await user.keyboard("{Escape}");
  await screen.findByText(/Du avbröt bekräftelsen/);
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  expect(screen.getByLabelText<HTMLTextAreaElement>("Vad ska de titta på?").value).toBe("Momsen ser fel ut");
  expect(server.sentTo(GIVE)).toHaveLength(1);
});

test("too many guesses are said in the dialog, in the user's language", async () => {
  const { user, server, dialog } = await sent("en");
  server.on(PROVE, () => refuse(429, "throttled"));
  await user.type(dialog.getByLabelText(/^Password/), "right{Enter}");
  await dialog.findByRole("alert");
  dialog.getByText("Confirm that it is you");
  await user.click(dialog.getByRole("button", { name: "Cancel" }));
  await screen.findByText(/You did not confirm/);
});
