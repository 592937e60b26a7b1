/** What has a customer to their credit? What was paid too much, to be paid back. */
import { Alert, Button, Group, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "@/app/session.ts";
import { showKr } from "@/lib/number.ts";
import { balanceQuery } from "./payment-queries.ts";
import type { Invoice } from "./queries.ts";
import { RefundDialog } from "./refund-dialog.tsx";

/** The note, where there is something. */
export function CustomerBalance({ invoice }: { invoice: Invoice }) {
  const { t } = useTranslation();
  const may = useMay();
  const { data } = useQuery(balanceQuery(invoice.customer_id));
  const [refunding, setRefunding] = useState(false);
  const balance = data?.balance_ore ?? 0;
  if (balance <= 0) return null;
  return (
    <Alert color="blue" variant="light" mt="sm">
      <Group justify="space-between">
        <Text size="sm">
          {t("invoices.balance", { name: invoice.customer_name, balance: showKr(balance) })}
        </Text>
        {may("payments_write") && (
          <Button variant="default" onClick={() => setRefunding(true)}>
            {t("invoices.refund")}
          </Button>
        )}
      </Group>
      {refunding && <RefundDialog invoice={invoice} most={balance} onClose={() => setRefunding(false)} />}
    </Alert>
  );
}
