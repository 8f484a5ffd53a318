/* SPDX-License-Identifier: MIT */
/* Draws charts of the tables that have a figure: they show what the tables
   say, and have no words or numbers of their own. */
(() => {
  "use strict";
  const root = document.documentElement;
  const colour = (name) => getComputedStyle(root).getPropertyValue("--" + name).trim();
  const text = (element) => element.textContent.trim();
  const shorten = (label) => label.length > 28 ? label.slice(0, 27) + "\u2026" : label;

  /* The columns that say which colour they have, with a number in each row. */
  function series(table) {
    const heads = [...table.tHead.rows[0].cells];
    const rows = [...table.tBodies[0].rows];
    return heads.flatMap((head, i) => head.dataset.series === undefined ? [] : [{
      label: text(head),
      name: head.dataset.series,
      data: rows.map((row) => Number(row.cells[i].dataset.n)),
    }]);
  }

  function labels(table) {
    return [...table.tBodies[0].rows].map((row) => text(row.querySelector("th")));
  }

  function draw(figure) {
    const table = document.getElementById(figure.dataset.table);
    const ranks = figure.dataset.chart === "ranks";
    const sets = series(table);
    const ticks = { color: colour("muted") };
    const grid = { color: colour("line"), borderColor: colour("line") };
    const count = { beginAtZero: true, stacked: true, ticks: { ...ticks, precision: 0, maxTicksLimit: 6 }, grid };
    const names = { stacked: true, ticks: { ...ticks, maxRotation: 0, autoSkip: !ranks, autoSkipPadding: 12,
      callback(at) { return shorten(this.getLabelForValue(at)); } }, grid: { ...grid, display: false } };
    if (ranks) figure.style.height = 48 + 27 * table.tBodies[0].rows.length + "px";
    return new Chart(figure.querySelector("canvas"), {
      type: "bar",
      data: {
        labels: labels(table),
        datasets: sets.map((set) => ({ ...set, backgroundColor: colour(set.name), maxBarThickness: 32 })),
      },
      options: {
        animation: false,
        indexAxis: ranks ? "y" : "x",
        interaction: { mode: "index", axis: ranks ? "y" : "x", intersect: false },
        locale: root.lang,
        maintainAspectRatio: false,
        scales: ranks ? { x: count, y: names } : { x: names, y: count },
        plugins: {
          legend: { display: sets.length > 1, position: "bottom", labels: { color: colour("ink"), boxWidth: 12, boxHeight: 12 } },
          tooltip: { filter: (item) => item.raw > 0 },
        },
      },
    });
  }

  const figures = [...document.querySelectorAll("figure[data-table]")];
  let charts = [];

  /* Colours change with the theme, sizes with the paper. */
  function drawAll() {
    for (const chart of charts) chart.destroy();
    charts = figures.map(draw);
  }

  /* Paper is white, whatever the screen is, and as wide as A4. */
  function print(paper) {
    root.toggleAttribute("data-print", paper);
    drawAll();
    if (paper) for (const chart of charts) chart.resize(Math.min(chart.width, 680), chart.height);
  }

  Chart.defaults.font.family = getComputedStyle(document.body).fontFamily;
  Chart.defaults.font.size = 13;
  for (const figure of figures) figure.hidden = false;
  /* A chart stands for its table, which is one key away. */
  for (const details of document.querySelectorAll("details")) details.open = false;
  drawAll();
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", drawAll);
  addEventListener("beforeprint", () => print(true));
  addEventListener("afterprint", () => print(false));
})();
