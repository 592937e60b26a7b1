/** Does a draft take its customer past the credit limit? A warning with the figures; the company decides. */
import { Alert, Text } from "@mantine/core";
import IconAlertTriangle from "@tabler/icons-react/dist/esm/icons/IconAlertTriangle.mjs";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { showKr } from "@/lib/number.ts";
import { checkQuery } from "./e-invoice-queries.ts";
import type { Invoice } from "./queries.ts";

/** Nothing where there is no limit, or it isn't passed. */
export function CreditLimit({ invoice }: { invoice: Pick<Invoice, "id" | "version"> }) {
  const { t } = useTranslation();
  const { data } = useQuery(checkQuery(invoice));
  const limit = data?.credit_limit;
  if (!limit || limit.over_ore === 0) return null;
  return (
    <Alert
      color="orange"
      variant="light"
      icon={<IconAlertTriangle />}
      title={t("invoices.creditLimit.title")}
    >
      <Text size="sm">
        {t("invoices.creditLimit.text", {
          open: showKr(limit.open_ore),
          invoice: showKr(limit.invoice_ore),
          owed: showKr(limit.owed_ore),
          over: showKr(limit.over_ore),
          limit: showKr(limit.limit_ore),
        })}
      </Text>
    </Alert>
  );
}
