/** At which addresses are invoices? */
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { part } from "@/api/part.ts";
import { insideRoute, oneOf, optional, rootRoute, words } from "./root.tsx";

const list = createRoute({
  getParentRoute: () => insideRoute,
  path: "/fakturor",
  validateSearch: (search: Record<string, unknown>) =>
    optional({
      q: words(search.q),
      status: oneOf(
        ["draft", "issued", "partly_paid", "paid", "credited", "written_off"] as const,
        search.status,
      ),
      overdue: search.overdue === true ? true : undefined,
      open: search.open === true ? true : undefined,
      sent: search.sent === false ? (false as const) : undefined,
      age: oneOf(["not_due", "days_30", "days_60", "days_90", "older"] as const, search.age),
      period: oneOf(["this_month", "last_month", "this_year", "last_year"] as const, search.period),
      customer: words(search.customer),
      order: words(search.order),
      sort: oneOf(["-number", "number", "-issued_on", "due_on", "-total_ore"] as const, search.sort),
    }),
  component: lazyRouteComponent(
    part(() => import("@/features/invoices/invoice-list.tsx"), "eInvoice", "invoices", "support"),
    "InvoiceList",
  ),
});

const create = createRoute({
  getParentRoute: () => insideRoute,
  path: "/fakturor/ny",
  validateSearch: (search: Record<string, unknown>) => optional({ customer: words(search.customer) }),
  component: lazyRouteComponent(
    part(() => import("@/features/invoices/invoice-new.tsx"), "deductions", "invoices"),
    "InvoiceNew",
  ),
});

const basis = createRoute({
  getParentRoute: () => insideRoute,
  path: "/fakturor/underlag",
  validateSearch: (search: Record<string, unknown>) =>
    optional({
      customer: words(search.customer),
      order: words(search.order),
      all: search.all === true ? true : undefined,
    }),
  component: lazyRouteComponent(
    part(() => import("@/features/invoices/basis-page.tsx"), "eInvoice", "invoices"),
    "BasisPage",
  ),
});

const one = createRoute({
  getParentRoute: () => insideRoute,
  path: "/fakturor/$invoiceId",
  validateSearch: (search: Record<string, unknown>) =>
    optional({ view: oneOf(["pdf"] as const, search.view) }),
  component: lazyRouteComponent(
    part(
      () => import("@/features/invoices/invoice-page.tsx"),
      "bill",
      "bookkeeping",
      "deductions",
      "eInvoice",
      "invoices",
      "reminders",
      "support",
    ),
    "InvoicePage",
  ),
});

/** The customer's page; its secret stands behind `#` and reaches no log. */
const open = createRoute({
  getParentRoute: () => rootRoute,
  path: "/f",
  component: lazyRouteComponent(
    part(() => import("@/features/invoices/public-invoice-page.tsx"), "bill", "privacy"),
    "PublicInvoicePage",
  ),
});

export const publicInvoiceRoutes = [open] as const;
export const invoiceRoutes = [list, create, basis, one] as const;
