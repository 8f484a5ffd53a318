-- Adds a class.
-- Parameters: :id, :severity, :blame, :name_en, :name_de, :meaning_en, :meaning_de, :advice_en, :advice_de
-- Used by: src/store/classes.c
INSERT INTO main.class (
    id, severity, blame, name_en, name_de, meaning_en, meaning_de,
    advice_en, advice_de)
VALUES (
    :id, :severity, :blame, :name_en, :name_de, :meaning_en, :meaning_de,
    :advice_en, :advice_de);
