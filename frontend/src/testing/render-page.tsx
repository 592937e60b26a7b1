/** How does a component test open a page? At its address, in the whole app, in Swedish, with somebody logged in. */
import { cleanNotifications } from "@mantine/notifications";
import { createMemoryHistory } from "@tanstack/react-router";
import { type RenderResult, render } from "@testing-library/react";
import userEvent, { type UserEvent } from "@testing-library/user-event";
import { App } from "@/app/app.tsx";
import { makeRouter } from "@/app/router.tsx";
import { know, type Me } from "@/app/session.ts";
import { type Language, speak } from "@/i18n/index.ts";
import { somebody } from "./people.ts";

/** `me` null: nobody is logged in. */
type Options = { me?: Me | null; language?: Language };

/** The app at this address (`/fakturor/1`), with a user who types and clicks. Call `mockApi` first. */
export async function renderPage(
  address: string,
  { me = somebody(), language = "sv" }: Options = {},
): Promise<RenderResult & { user: UserEvent; address: () => string }> {
  await speak(language);
  know(me);
  cleanNotifications();
  const router = makeRouter(createMemoryHistory({ initialEntries: [address] }));
  // The page's module is there before the clock of the first `findBy…` starts.
  await router.load();
  const page = render(<App router={router} />);
  return { ...page, user: userEvent.setup({ delay: null }), address: () => router.state.location.href };
}
