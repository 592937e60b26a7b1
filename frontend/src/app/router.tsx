/** Which pages are there? The tree of all routes. */
import { createRouter, type RouterHistory } from "@tanstack/react-router";
import { articleRoutes } from "@/routes/articles.tsx";
import { bookkeepingRoutes } from "@/routes/bookkeeping.tsx";
import { claimRoutes } from "@/routes/claims.tsx";
import { companyRoutes } from "@/routes/company.tsx";
import { customerRoutes } from "@/routes/customers.tsx";
import { dashboardRoutes } from "@/routes/dashboard.tsx";
import { invoiceRoutes, publicInvoiceRoutes } from "@/routes/invoices.tsx";
import { offerRoutes, publicOfferRoutes } from "@/routes/offers.tsx";
import { orderRoutes } from "@/routes/orders.tsx";
import { paymentRoutes } from "@/routes/payments.tsx";
import { privacyRoutes, publicPrivacyRoutes } from "@/routes/privacy.tsx";
import { reminderRoutes } from "@/routes/reminders.tsx";
import { insideRoute, rootRoute } from "@/routes/root.tsx";
import { sessionRoutes } from "@/routes/session.tsx";
import { timeRoutes } from "@/routes/time.tsx";
import { NotFound, PageError } from "./error-pages.tsx";
import { watchSession } from "./session.ts";

const tree = rootRoute.addChildren([
  ...sessionRoutes,
  ...publicOfferRoutes,
  ...publicInvoiceRoutes,
  ...publicPrivacyRoutes,
  insideRoute.addChildren([
    ...dashboardRoutes,
    ...customerRoutes,
    ...articleRoutes,
    ...offerRoutes,
    ...orderRoutes,
    ...timeRoutes,
    ...invoiceRoutes,
    ...paymentRoutes,
    ...claimRoutes,
    ...reminderRoutes,
    ...bookkeepingRoutes,
    ...companyRoutes,
    ...privacyRoutes,
  ]),
]);

/** A router over all pages; it follows the browser's history unless another is given. */
export function makeRouter(history?: RouterHistory) {
  return createRouter({
    routeTree: tree,
    history,
    // Each page fails by itself: the frame around it stays.
    defaultErrorComponent: PageError,
    defaultNotFoundComponent: NotFound,
    defaultPreload: "intent",
    defaultPreloadStaleTime: 0,
    scrollRestoration: true,
  });
}

export const router = makeRouter();

watchSession(() => {
  router.navigate({ to: "/logga-in", search: { next: router.state.location.href } });
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
