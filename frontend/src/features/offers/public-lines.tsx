/** What is included, and what does each part cost? */
import { Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Schema } from "@/api/client.ts";
import { showOre, showPercent, showQuantity } from "@/lib/number.ts";
import classes from "./public-offer.module.css";

type Props = { lines: Schema<"Line">[]; pricesIncludeVat: boolean };

/** The lines of an offer, to read. */
export function PublicLines({ lines, pricesIncludeVat }: Props) {
  const { t } = useTranslation();
  return (
    <section>
      <Title order={2} size="h5" mb={4}>
        {t("offers.public.lines")}
      </Title>
      <ul className={classes.lines}>
        {lines.map((line) => (
          <li key={line.id} className={classes.line}>
            <div className={classes.what}>
              <Text component="div" className={classes.text}>
                {line.description}
              </Text>
              <Text size="sm" c="dimmed" component="div" className={classes.figures}>
                {t("offers.public.quantity", {
                  quantity: showQuantity(line.quantity_milli),
                  unit: line.unit,
                  price: showOre(line.unit_price_ore),
                })}
                {line.discount_bp !== 0 &&
                  `, ${t("offers.public.discount", { percent: showPercent(line.discount_bp) })}`}
              </Text>
            </div>
            <Text component="div" fw={600} className="figures">
              {showOre(line.amount_ore)}
            </Text>
          </li>
        ))}
      </ul>
      <Text size="sm" c="dimmed" mt="xs">
        {t(pricesIncludeVat ? "offers.public.inclVat" : "offers.public.exclVat")}
      </Text>
    </section>
  );
}
