set(data
  patterns/codes.tsv
  patterns/gone.tsv
)
