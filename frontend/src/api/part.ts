/** How is a part of the app fetched when it is needed, and what if it can't be? */
import { learn, type Noun } from "@/i18n/index.ts";
import { ProblemError } from "./problem.ts";

/** The server is there, but this part of the app isn't: a newer version has taken its place. */
export class NewerVersion extends Error {
  constructor() {
    super("a newer version of the app has taken this one's place");
    this.name = "NewerVersion";
  }
}

/** Why a part didn't come: the server says nothing, or it no longer has it. */
async function whyMissing(): Promise<Error> {
  const answered = await fetch("/healthz", { cache: "no-store" }).then(
    () => true,
    () => false,
  );
  return answered
    ? new NewerVersion()
    : new ProblemError({ code: "offline", status: 0, errors: [], request_id: null });
}

const RELOADED = "kontoret-reloaded";

/**
 * Goes on in the newer version, once for each version that was left. The browser asks first when something isn't saved.
 * False when this version has tried already.
 */
export function reloadOnce(): boolean {
  const version = document.querySelector<HTMLScriptElement>("script[type=module][src]")?.src ?? "";
  if (sessionStorage.getItem(RELOADED) === version) return false;
  sessionStorage.setItem(RELOADED, version);
  location.reload();
  return true;
}

/** Fetches a part of the app together with its words: `part(() => import("…"), "invoices")`. */
export function part<Module>(load: () => Promise<Module>, ...nouns: Noun[]): () => Promise<Module> {
  return async () => {
    try {
      const [module] = await Promise.all([load(), learn(...nouns)]);
      return module;
    } catch {
      throw await whyMissing();
    }
  };
}
