/** What does the app say in Swedish? One file a noun; English has the same keys. */
import articles from "./articles.json";
import common from "./common.json";
import customers from "./customers.json";
import invoices from "./invoices.json";
import offers from "./offers.json";
import problem from "./problem.json";
import session from "./session.json";
import shell from "./shell.json";

/** The Swedish words. */
export const sv = { articles, common, customers, invoices, offers, problem, session, shell };
