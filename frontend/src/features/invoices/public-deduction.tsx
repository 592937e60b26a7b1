/** What does the tax agency pay of the invoice, and for whom? Numbers are masked. */
import { Stack, Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Schema } from "@/api/client.ts";
import { showOre, showPercent } from "@/lib/number.ts";
import classes from "./public-invoice.module.css";

/** The people and their parts. */
export function PublicDeduction({ deduction }: { deduction: Schema<"PublicDeduction"> }) {
  const { t } = useTranslation();
  return (
    <section aria-label={t("bill.deduction.title")}>
      <Stack gap={6} mt="md">
        <Title order={2} size="h5">
          {t("bill.deduction.title")}
        </Title>
        {deduction.deducted_ore > 0 && (
          <Text size="sm" c="dimmed">
            {t(deduction.kind === "green" ? "bill.deduction.textGreen" : "bill.deduction.text", {
              amount: showOre(deduction.deducted_ore),
            })}
          </Text>
        )}
        <dl className={classes.shares}>
          {deduction.buyers.map(({ name, installation, identity_number, share_bp, deducted_ore }) => (
            <div key={`${name} ${identity_number} ${installation}`}>
              <dt>
                {identity_number ? t("bill.deduction.share", { name, number: identity_number }) : name} (
                {showPercent(share_bp)}
                {installation && `, ${installation}`})
              </dt>
              <dd className="figures">{showOre(deducted_ore)}</dd>
            </div>
          ))}
        </dl>
      </Stack>
    </section>
  );
}
