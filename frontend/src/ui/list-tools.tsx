/** How is a list narrowed? Tabs for the states, words in a field; both live in the address. */
import { CloseButton, Group, SegmentedControl, Select, TextInput } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import IconSearch from "@tabler/icons-react/dist/esm/icons/IconSearch.mjs";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { usePhone } from "./use-phone.ts";

/** A choice of states. */
export type Tab = { value: string; label: string };

type Props = {
  /** The states; the first is "all". */
  tabs?: Tab[];
  tab?: string;
  onTab?: (value: string) => void;
  /** What the tabs divide by; states, unless said otherwise. */
  tabsLabel?: string;
  /** The words; without `onQ` the list has no search. */
  q?: string;
  onQ?: (q: string | undefined) => void;
  /** More filters. */
  children?: ReactNode;
};

/** Above a list. */
export function ListTools({ tabs, tab, onTab, tabsLabel, q, onQ, children }: Props) {
  const { t } = useTranslation();
  const phone = usePhone();
  const [text, setText] = useState(q ?? "");
  const later = useDebouncedCallback((value: string) => onQ?.(value.trim() || undefined), 200);
  const [shown, setShown] = useState(q);
  if (shown !== q) {
    // The address changed by itself: the back button, a link.
    setShown(q);
    if ((q ?? "") !== text.trim()) setText(q ?? "");
  }
  const change = (value: string) => {
    setText(value);
    later(value);
  };
  return (
    <Group justify="space-between" gap="sm" wrap="wrap">
      {tabs &&
        (phone ? (
          <Select
            aria-label={tabsLabel ?? t("common.status")}
            data={tabs}
            value={tab ?? tabs[0]?.value ?? null}
            onChange={(value) => value !== null && onTab?.(value)}
            allowDeselect={false}
            flex="1 1 14rem"
          />
        ) : (
          <SegmentedControl
            aria-label={tabsLabel ?? t("common.status")}
            data={tabs}
            value={tab ?? tabs[0]?.value ?? ""}
            onChange={(value) => onTab?.(value)}
          />
        ))}
      <Group
        gap="xs"
        flex={phone ? (children ? "1 1 100%" : "1 1 10rem") : "1 1 auto"}
        justify="flex-end"
        wrap="wrap"
      >
        {children}
        {onQ && (
          <TextInput
            data-list-search
            type="search"
            aria-label={t("common.search")}
            placeholder={phone ? t("common.search") : `${t("common.search")} ( / )`}
            leftSection={<IconSearch size={16} aria-hidden />}
            rightSection={
              text && <CloseButton size="sm" aria-label={t("common.clear")} onClick={() => change("")} />
            }
            value={text}
            onChange={(event) => change(event.currentTarget.value)}
            flex={phone && children ? "1 1 100%" : "1 1 12rem"}
            miw="8rem"
            maw={phone ? undefined : "20rem"}
          />
        )}
      </Group>
    </Group>
  );
}
