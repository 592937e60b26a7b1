/** What does the app say in Swedish? One file a noun; English has the same keys. */
import account from "./account.json";
import articles from "./articles.json";
import audit from "./audit.json";
import bill from "./bill.json";
import common from "./common.json";
import company from "./company.json";
import customers from "./customers.json";
import dashboard from "./dashboard.json";
import invoices from "./invoices.json";
import ledger from "./ledger.json";
import offers from "./offers.json";
import orders from "./orders.json";
import problem from "./problem.json";
import reminders from "./reminders.json";
import session from "./session.json";
import shell from "./shell.json";
import time from "./time.json";
import users from "./users.json";

/** The Swedish words. */
export const sv = {
  account,
  articles,
  audit,
  bill,
  common,
  company,
  customers,
  dashboard,
  invoices,
  ledger,
  offers,
  orders,
  problem,
  reminders,
  session,
  shell,
  time,
  users,
};
