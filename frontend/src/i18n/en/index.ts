/** What does the app say in English? */
import type { Words } from "../index.ts";
import account from "./account.json";
import articles from "./articles.json";
import audit from "./audit.json";
import bill from "./bill.json";
import bookkeeping from "./bookkeeping.json";
import breaches from "./breaches.json";
import claims from "./claims.json";
import common from "./common.json";
import company from "./company.json";
import customers from "./customers.json";
import dashboard from "./dashboard.json";
import deductions from "./deductions.json";
import eInvoice from "./eInvoice.json";
import invoices from "./invoices.json";
import ledger from "./ledger.json";
import limits from "./limits.json";
import notices from "./notices.json";
import offers from "./offers.json";
import orders from "./orders.json";
import payments from "./payments.json";
import portability from "./portability.json";
import privacy from "./privacy.json";
import problem from "./problem.json";
import processing from "./processing.json";
import recipients from "./recipients.json";
import reminders from "./reminders.json";
import retention from "./retention.json";
import session from "./session.json";
import shell from "./shell.json";
import subjects from "./subjects.json";
import support from "./support.json";
import time from "./time.json";
import users from "./users.json";

/** The English words. */
export const en: Words = {
  account,
  articles,
  audit,
  bill,
  bookkeeping,
  breaches,
  claims,
  common,
  company,
  customers,
  dashboard,
  deductions,
  eInvoice,
  invoices,
  ledger,
  limits,
  notices,
  offers,
  orders,
  payments,
  portability,
  privacy,
  problem,
  processing,
  recipients,
  reminders,
  retention,
  session,
  shell,
  subjects,
  support,
  time,
  users,
};
