-- Adds an entry to the code table.
-- Parameters: :key, :kind (reply, enhanced), :name_en, :name_de, :meaning_en, :meaning_de, :advice_en, :advice_de, :source
-- Used by: src/store/codes.c
INSERT INTO main.code (
    key, kind, name_en, name_de, meaning_en, meaning_de,
    advice_en, advice_de, source)
VALUES (
    :key, :kind, :name_en, :name_de, :meaning_en, :meaning_de,
    :advice_en, :advice_de, :source);
