/** Where can one go, and who may? */
import IconAddressBook from "@tabler/icons-react/dist/esm/icons/IconAddressBook.mjs";
import IconBellRinging from "@tabler/icons-react/dist/esm/icons/IconBellRinging.mjs";
import IconBook2 from "@tabler/icons-react/dist/esm/icons/IconBook2.mjs";
import IconBuilding from "@tabler/icons-react/dist/esm/icons/IconBuilding.mjs";
import IconCash from "@tabler/icons-react/dist/esm/icons/IconCash.mjs";
import IconClock from "@tabler/icons-react/dist/esm/icons/IconClock.mjs";
import IconFileCheck from "@tabler/icons-react/dist/esm/icons/IconFileCheck.mjs";
import IconFileInvoice from "@tabler/icons-react/dist/esm/icons/IconFileInvoice.mjs";
import IconHistory from "@tabler/icons-react/dist/esm/icons/IconHistory.mjs";
import IconHome from "@tabler/icons-react/dist/esm/icons/IconHome.mjs";
import IconHomeDollar from "@tabler/icons-react/dist/esm/icons/IconHomeDollar.mjs";
import IconLifebuoy from "@tabler/icons-react/dist/esm/icons/IconLifebuoy.mjs";
import IconScale from "@tabler/icons-react/dist/esm/icons/IconScale.mjs";
import IconShieldCheck from "@tabler/icons-react/dist/esm/icons/IconShieldCheck.mjs";
import IconTag from "@tabler/icons-react/dist/esm/icons/IconTag.mjs";
import IconTools from "@tabler/icons-react/dist/esm/icons/IconTools.mjs";
import IconUsers from "@tabler/icons-react/dist/esm/icons/IconUsers.mjs";
import { type Permission, useMay, useMe } from "./session.ts";

/** The places of the main menu; one of the permissions is enough. */
export const PLACES = [
  { to: "/", key: "dashboard", icon: IconHome, any: ["self", "support_visit"] },
  { to: "/offerter", key: "offers", icon: IconFileCheck, any: ["offers_read"] },
  { to: "/order", key: "orders", icon: IconTools, any: ["orders_read", "orders_work"] },
  { to: "/tid", key: "time", icon: IconClock, any: ["time_own", "time_read"] },
  { to: "/fakturor", key: "invoices", icon: IconFileInvoice, any: ["invoices_read"] },
  { to: "/inbetalningar", key: "payments", icon: IconCash, any: ["invoices_read"] },
  { to: "/skatteavdrag", key: "deductions", icon: IconHomeDollar, any: ["invoices_read"] },
  { to: "/paminnelser", key: "reminders", icon: IconBellRinging, any: ["invoices_read"] },
  { to: "/reskontra", key: "ledger", icon: IconScale, any: ["invoices_read"] },
  { to: "/bokforing", key: "bookkeeping", icon: IconBook2, any: ["bookkeeping_read"] },
  { to: "/kunder", key: "customers", icon: IconAddressBook, any: ["customers_read"] },
  { to: "/artiklar", key: "articles", icon: IconTag, any: ["articles_read"] },
  { to: "/anvandare", key: "users", icon: IconUsers, any: ["users_read"] },
  { to: "/foretag", key: "company", icon: IconBuilding, any: ["company_read"] },
  { to: "/integritetsarenden", key: "privacy", icon: IconShieldCheck, any: ["privacy_read"] },
  { to: "/handelser", key: "audit", icon: IconHistory, any: ["audit_read"] },
  { to: "/support", key: "support", icon: IconLifebuoy, any: ["support_enter"], operator: true },
] as const satisfies readonly {
  to: string;
  key: string;
  icon: typeof IconHome;
  any: readonly Permission[];
  /** Only for the staff of whoever runs the service. */
  operator?: true;
}[];

/** The places that the user may go to. */
export function usePlaces() {
  const may = useMay();
  const { company } = useMe();
  return PLACES.filter((place) => may(...place.any) && (!("operator" in place) || company?.operator));
}

/** What can be made from anywhere. */
export const CREATES = [
  { to: "/offerter/ny", key: "newOffer", any: "offers_write" },
  { to: "/order/ny", key: "newOrder", any: "orders_write" },
  { to: "/fakturor/ny", key: "newInvoice", any: "invoices_write" },
  { to: "/kunder/ny", key: "newCustomer", any: "customers_write" },
  { to: "/artiklar/ny", key: "newArticle", any: "articles_write" },
  { to: "/tid", key: "reportTime", any: "time_own" },
] as const satisfies readonly { to: string; key: string; any: Permission }[];
