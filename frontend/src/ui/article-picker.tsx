/** How is an article fetched into a document? By a few letters of its name or number. */
import { Button, Combobox, Text, useCombobox } from "@mantine/core";
import IconTag from "@tabler/icons-react/dist/esm/icons/IconTag.mjs";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Schema } from "@/api/client.ts";
import { pickArticles } from "@/api/pick.ts";
import { showKr } from "@/lib/number.ts";
import { highlighted, takesHighlighted } from "./highlighted.ts";
import { useFound } from "./use-found.ts";

type Article = Schema<"Article">;

type Props = { onPick: (article: Article) => void; label?: string };

/** A button that opens the list of articles. */
export function ArticlePicker({ onPick, label }: Props) {
  const { t } = useTranslation();
  const name = label ?? t("common.lines.addArticle");
  const [text, setText] = useState("");
  const box = useCombobox({
    onDropdownClose: (source) => {
      setText("");
      if (source === "keyboard") box.targetRef.current?.focus();
    },
    onDropdownOpen: () => box.focusSearchInput(),
  });
  const { data, settled, shows } = useFound(pickArticles, text, { enabled: box.dropdownOpened });
  const articles = (data?.items ?? []).filter((each) => shows(each.number, each.name));
  // Enter takes the first that fits, or what the arrows have chosen, as long as it fits.
  const shown = articles.map(({ id }) => id).join();
  const { dropdownOpened, listId, selectFirstOption, updateSelectedOptionIndex } = box;
  useEffect(() => {
    if (!dropdownOpened || !shown) return;
    if (highlighted(listId)) updateSelectedOptionIndex("selected");
    else selectFirstOption();
  }, [dropdownOpened, shown, listId, selectFirstOption, updateSelectedOptionIndex]);
  return (
    <Combobox
      store={box}
      width={320}
      position="bottom-start"
      onOptionSubmit={(id) => {
        const article = articles.find((each) => each.id === id);
        box.closeDropdown();
        box.targetRef.current?.focus();
        if (article) onPick(article);
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
          {...takesHighlighted}
        />
        <Combobox.Options mah={280} style={{ overflowY: "auto" }} aria-label={name}>
          {articles.map((article) => (
            <Combobox.Option value={article.id} key={article.id}>
              <Text size="sm">{article.name}</Text>
              <Text size="xs" opacity={0.9}>
                {article.parts.length > 0
                  ? t("common.lines.kit", { number: article.number, count: article.parts.length })
                  : `${article.number} · ${showKr(article.unit_price_ore)} / ${article.unit}`}
              </Text>
            </Combobox.Option>
          ))}
          {articles.length === 0 && (
            <Combobox.Empty>{t(settled ? "common.emptyFiltered" : "common.searching")}</Combobox.Empty>
          )}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}
