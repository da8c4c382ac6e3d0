"use strict";
// The page says everything without this script; it adds sorting, searching and pages of rows.
(() => {
  const ROWS = 200;
  const PRINTED = 1000; // of a longer table only the rows on the screen are printed

  const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

  const make = (tag, attributes, ...children) => {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    made.append(...children);
    return made;
  };

  const number = (text) => {
    const found = parseFloat(text.replace(/,/g, ""));
    return Number.isNaN(found) ? -Infinity : found;
  };

  const words = new Intl.Collator("en", { numeric: true, sensitivity: "base" });

  const start = (table) => {
    const body = table.tBodies[0];
    const all = [...body.rows];
    let order = all;
    let found = all;
    let page = 0;
    const folded = new Map();
    const status = make("p", { role: "status", class: "status" });
    const pages = make("span", { class: "pages" });

    const show = () => {
      const last = Math.max(0, Math.ceil(found.length / ROWS) - 1);
      page = Math.min(Math.max(page, 0), last);
      const here = new Set(found.slice(page * ROWS, (page + 1) * ROWS));
      const kept = new Set(found);
      for (const row of all) {
        row.hidden = !kept.has(row);
        row.classList.toggle("other-page", kept.has(row) && !here.has(row));
      }
      const count = found.length.toLocaleString("en");
      const total = all.length.toLocaleString("en");
      const range = `${(page * ROWS + 1).toLocaleString("en")} to ${(page * ROWS + here.size).toLocaleString("en")}`;
      status.textContent = last
        ? `Rows ${range} of ${count} shown${found.length < all.length ? `, found in ${total}` : ""}`
        : `${count} of ${total} rows shown`;
      pages.hidden = !last;
      back.disabled = page === 0;
      next.disabled = page === last;
    };

    const turn = (step) => () => {
      page += step;
      show();
    };
    const back = make("button", { type: "button" }, "Rows before");
    const next = make("button", { type: "button" }, "Next rows");
    back.addEventListener("click", turn(-1));
    next.addEventListener("click", turn(1));
    pages.append(back, " ", next);

    const search = (text) => {
      const wanted = fold(text).split(/\s+/).filter(Boolean);
      const says = (row) => {
        if (!folded.has(row)) folded.set(row, fold([...row.cells].map((cell) => cell.textContent).join(" ")));
        return wanted.every((word) => folded.get(row).includes(word));
      };
      found = wanted.length ? order.filter(says) : order;
      page = 0;
      show();
    };

    const sort = (head, column) => {
      const down = head.getAttribute("aria-sort") === "ascending";
      for (const one of table.tHead.rows[0].cells) one.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      const key = (row) => row.cells[column].textContent.trim();
      const keys = new Map(all.map((row) => [row, head.classList.contains("number") ? number(key(row)) : key(row)]));
      const compare = head.classList.contains("number")
        ? (one, other) => keys.get(one) - keys.get(other) || 0
        : (one, other) => words.compare(keys.get(one), keys.get(other));
      order = [...all].sort((one, other) => (down ? -1 : 1) * compare(one, other));
      body.append(...order);
      const kept = new Set(found);
      found = order.filter((row) => kept.has(row));
      page = 0;
      show();
    };

    [...table.tHead.rows[0].cells].forEach((head, column) => {
      if (!("sort" in table.dataset) || head.classList.contains("picture") || all.length < 2) return;
      const button = make("button", { type: "button" }, ...head.childNodes, make("span", { class: "arrow", "aria-hidden": "true" }));
      button.addEventListener("click", () => sort(head, column));
      head.replaceChildren(button);
    });

    const long = all.length > PRINTED ? "long" : "short";
    table.classList.add(long);
    const tools = make("div", { class: `tools ${long}` });
    if (table.dataset.find) {
      const box = make("input", { type: "search", autocomplete: "off", spellcheck: "false" });
      box.addEventListener("input", () => search(box.value));
      const label = make("label", {}, `Search the ${table.dataset.find}: `, box);
      tools.append(make("div", { role: "search", "aria-label": `Search the ${table.dataset.find}` }, label));
    }
    if (table.dataset.find || all.length > ROWS) {
      tools.append(pages, status);
      table.parentElement.before(tools);
      show();
    }
  };

  // What need not be moved to and fro is no stop for the keyboard and no landmark.
  const settle = () => {
    for (const frame of document.querySelectorAll(".scroll, .wide")) {
      const moves = frame.scrollWidth > frame.clientWidth;
      frame.dataset.label ??= frame.getAttribute("aria-label");
      const said = { tabindex: "0", role: "region", "aria-label": frame.dataset.label };
      for (const [name, value] of Object.entries(said)) {
        if (moves) frame.setAttribute(name, value);
        else frame.removeAttribute(name);
      }
    }
  };

  document.querySelectorAll("main table").forEach(start);
  settle();
  window.addEventListener("resize", settle);
})();
