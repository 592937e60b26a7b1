/** How is an article fetched into a document? By a few letters of its name or number. */
import { Button, Combobox, Text, useCombobox } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import IconTag from "@tabler/icons-react/dist/esm/icons/IconTag.mjs";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Schema } from "@/api/client.ts";
import { pickArticles } from "@/api/pick.ts";
import { showKr } from "@/lib/number.ts";

type Article = Schema<"Article">;

type Props = { onPick: (article: Article) => void; label?: string };

/** A button that opens the list of articles. */
export function ArticlePicker({ onPick, label }: Props) {
  const { t } = useTranslation();
  const name = label ?? t("common.lines.addArticle");
  const [text, setText] = useState("");
  const [q] = useDebouncedValue(text.trim(), 150);
  const box = useCombobox({
    onDropdownClose: () => setText(""),
    onDropdownOpen: (source) => source === "keyboard" && box.selectFirstOption(),
  });
  const { data } = useQuery({ ...pickArticles(q), enabled: box.dropdownOpened });
  const articles: Article[] = data?.items ?? [];
  return (
    <Combobox
      store={box}
      width={320}
      position="bottom-start"
      onOptionSubmit={(id) => {
        const article = articles.find((each) => each.id === id);
        if (article) onPick(article);
        box.closeDropdown();
      }}
    >
      <Combobox.Target withAriaAttributes={false}>
        <Button
          variant="default"
          leftSection={<IconTag size={16} aria-hidden />}
          aria-haspopup="listbox"
          aria-expanded={box.dropdownOpened}
          onClick={() => box.toggleDropdown()}
        >
          {name}
        </Button>
      </Combobox.Target>
      <Combobox.Dropdown>
        <Combobox.Search
          role="combobox"
          aria-expanded={box.dropdownOpened}
          aria-label={t("common.lines.articleSearch")}
          placeholder={t("common.lines.articleSearch")}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Combobox.Options mah={280} style={{ overflowY: "auto" }} aria-label={name}>
          {articles.map((article) => (
            <Combobox.Option value={article.id} key={article.id}>
              <Text size="sm">{article.name}</Text>
              <Text size="xs" c="dimmed">
                {article.parts.length > 0
                  ? t("common.lines.kit", { number: article.number, count: article.parts.length })
                  : `${article.number} · ${showKr(article.unit_price_ore)} / ${article.unit}`}
              </Text>
            </Combobox.Option>
          ))}
          {articles.length === 0 && <Combobox.Empty>{t("common.emptyFiltered")}</Combobox.Empty>}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}
