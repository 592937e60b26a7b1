/** What does the app say in English? */
import type { Words } from "../index.ts";
import articles from "./articles.json";
import common from "./common.json";
import customers from "./customers.json";
import invoices from "./invoices.json";
import offers from "./offers.json";
import problem from "./problem.json";
import session from "./session.json";
import shell from "./shell.json";

/** The English words. */
export const en: Words = { articles, common, customers, invoices, offers, problem, session, shell };
