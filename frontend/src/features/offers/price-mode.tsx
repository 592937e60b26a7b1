/** Do the prices hold VAT? A switch that says at once what it did to the sum. */
import { Switch, Text } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { showKr } from "@/lib/number.ts";
import { TotalsError, totals } from "@/lib/totals.ts";
import { isWritten } from "@/ui/written-lines.ts";
import type { Draft } from "./draft.ts";

/** The sum with prices meant in this way; null when it can't be counted. */
function sumOf(draft: Draft, prices_include_vat: boolean): number | null {
  const { discount_bp, round_to_krona } = draft;
  try {
    return totals({ prices_include_vat, discount_bp, round_to_krona }, draft.lines.filter(isWritten))
      .total_ore;
  } catch (error) {
    if (error instanceof TotalsError) return null;
    throw error;
  }
}

/** The switch. Nothing that was typed changes; what it means does. */
export function PriceMode({ draft, onChange }: { draft: Draft; onChange: (includesVat: boolean) => void }) {
  const { t } = useTranslation();
  const [changed, setChanged] = useState(false);
  const includes = draft.prices_include_vat;
  const [before, now] = [sumOf(draft, !includes), sumOf(draft, includes)];
  const mode = t(includes ? "common.totals.inclVat" : "common.totals.exclVat");
  const explain = changed && before !== null && now !== null && before !== now;
  return (
    <div>
      <Switch
        label={t("common.terms.pricesIncludeVat")}
        description={t(includes ? "offers.pricesInclude" : "offers.pricesExclude")}
        data-path="prices_include_vat"
        checked={includes}
        onChange={(event) => {
          setChanged(true);
          onChange(event.currentTarget.checked);
        }}
      />
      <Text size="sm" role="status" mt={explain ? 6 : 0}>
        {explain && t("offers.pricesNow", { mode, before: showKr(before), now: showKr(now) })}
      </Text>
    </div>
  );
}
