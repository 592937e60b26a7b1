/** With which flat rate is a line divided into its work and its material? */
import { Menu } from "@mantine/core";
import IconArrowsSplit from "@tabler/icons-react/dist/esm/icons/IconArrowsSplit.mjs";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { deductionRules } from "@/api/deductions.ts";
import { today } from "@/lib/date.ts";
import { divideByShare, sharesOn } from "@/lib/flat-rate.ts";
import { showPercent } from "@/lib/number.ts";
import type { EditedLine } from "./lines-editor.tsx";

type Props<Line extends EditedLine> = { line: Line; onDivide: (parts: [Line, Line]) => void };

/** The items of a line's menu: one for each flat rate that the company has today. */
export function FlatRateItems<Line extends EditedLine>({ line, onDivide }: Props<Line>) {
  const { t } = useTranslation();
  const { data } = useQuery(deductionRules);
  const names = { work: t("deductions.partWork"), material: t("deductions.partMaterial") };
  return sharesOn(data?.shares ?? [], today()).map((share) => (
    <Menu.Item
      key={share.installation}
      leftSection={<IconArrowsSplit size={16} />}
      onClick={() => onDivide(divideByShare(line, share, names))}
    >
      {t("deductions.divide", { installation: share.installation, share: showPercent(share.share_bp) })}
    </Menu.Item>
  ));
}
