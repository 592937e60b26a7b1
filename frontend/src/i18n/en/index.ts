/** What does the app say in English? */
import type { Words } from "../index.ts";
import common from "./common.json";
import invoices from "./invoices.json";
import problem from "./problem.json";
import session from "./session.json";
import shell from "./shell.json";

/** The English words. */
export const en: Words = { common, invoices, problem, session, shell };
