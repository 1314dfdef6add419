"use strict";
// Ranks the options anew when a weight moves: the additive model over the value tree, as the
// command `ukjapan score` has it with the same --perspective and --weight.
(() => {
  const TIE = 1e-9; // values no further apart tie
  const find = (id) => document.getElementById(id);
  const data = JSON.parse(find("ranking-data").textContent);
  const nodes = data.tree;
  const isGroup = new Set(nodes.map((node) => node.parent));
  const leaves = data.criteria;
  const base = (perspective) =>
    perspective === null
      ? Object.fromEntries(nodes.map((node) => [node.id, node.weight]))
      : { ...data.perspectives[perspective] };

  /** Whose numbers are in force, and which of them somebody moved. */
  let state = { perspective: null, moved: {} };
  const start = () => ({ perspective: data.start.perspective, moved: { ...data.start.weights } });

  const siblingsOf = (parent, perspective) =>
    perspective === null
      ? nodes.filter((node) => node.parent === parent)
      : nodes.filter((node) => !isGroup.has(node.id));

  /** Each leaf's share of the whole; throws the names of siblings that together weigh nothing. */
  const sharesOf = ({ perspective, moved }) => {
    const numbers = { ...base(perspective), ...moved };
    const shares = {};
    const divide = (parent, of) => {
      const siblings = siblingsOf(parent, perspective);
      const total = siblings.reduce((sum, node) => sum + numbers[node.id], 0);
      if (!(total > 0 && total < Infinity)) {
        throw new RangeError(siblings.map((node) => node.name).join(", "));
      }
      for (const node of siblings) {
        shares[node.id] = of * (numbers[node.id] / total);
        if (perspective === null && isGroup.has(node.id)) divide(node.id, shares[node.id]);
      }
    };
    divide(null, 1);
    return shares;
  };

  /** Values, contributions and competition ranks; ties keep the file's order. */
  const score = (shares) => {
    const weights = leaves.map((id) => shares[id]);
    const scored = data.options.map((option, place) => {
      const contributions = option.values.map((value, column) => value * weights[column]);
      const value = contributions.reduce((sum, part) => sum + part, 0);
      return { place, option, contributions, value, rank: null, tied: false };
    });
    const ranked = scored.filter((one) => one.option.ranked).sort((a, b) => b.value - a.value);
    let first = 0;
    ranked.forEach((one, index) => {
      if (index && one.value - ranked[index - 1].value < -TIE) first = index;
      one.rank = first + 1;
    });
    ranked.forEach((one, index) => {
      one.tied = [ranked[index - 1], ranked[index + 1]].some((other) => other?.rank === one.rank);
    });
    ranked.sort((a, b) => a.rank - b.rank || a.place - b.place);
    return { scored, ranked };
  };

  /** To one decimal as in every table: what rounding put there goes, half-way goes to even. */
  const points = (exact) => {
    const value = Number(exact.toFixed(9));
    const tenfold = value * 10;
    const isHalf = Number.isInteger(value * 4) && tenfold - Math.floor(tenfold) === 0.5;
    const text = (isHalf ? (2 * Math.round(tenfold / 2)) / 10 : value).toFixed(1);
    return text === "-0.0" ? "0.0" : text;
  };
  const percent = (share) => `${points(100 * share)}%`;

  const rows = new Map(
    [...document.querySelectorAll("#rows tr")].map((row) => [Number(row.dataset.place), row]),
  );
  const sliders = [...document.querySelectorAll(".slider")].map((box) => ({
    box,
    id: box.dataset.node,
    range: box.querySelector("[type=range]"),
    number: box.querySelector("[type=number]"),
    share: box.querySelector("output"),
  }));

  /** The parts of each row that change, looked for once. */
  const parts = new Map(
    [...rows].map(([place, row]) => [
      place,
      {
        rank: row.querySelector(".rank"),
        value: row.querySelector(".value"),
        chart: row.querySelector("svg"),
        rects: [...row.querySelectorAll("rect")],
        letters: [...row.querySelectorAll("svg text")],
      },
    ]),
  );

  const drawBar = ({ rects, letters }, contributions) => {
    let at = 0;
    contributions.forEach((part, column) => {
      rects[column].setAttribute("x", `${at}%`);
      rects[column].setAttribute("width", `${Math.max(part, 0)}%`);
      letters[column].setAttribute("x", `${at + part / 2}%`);
      const visibility = part < data.leastLetter ? "hidden" : "visible";
      if (letters[column].getAttribute("visibility") !== visibility) {
        letters[column].setAttribute("visibility", visibility);
      }
      letters[column].classList.toggle("slim", part < data.leastOnAPhone);
      at += part;
    });
  };

  /** What the bars say to those who do not see them, or point at a part. */
  const describeBars = (scored) => {
    for (const { place, contributions } of scored) {
      const found = parts.get(place);
      if (!found) continue;
      const words = contributions.map((part, column) => `${data.names[column]} ${points(part)}`);
      words.forEach((text, column) => {
        found.rects[column].firstElementChild.textContent = text;
      });
      found.chart.setAttribute("aria-label", words.join(", "));
    }
  };

  /** The rows in a new order; each glides from where it was, unless motion is unwelcome. */
  const arrange = (order) => {
    const body = find("rows");
    if (order.every((row, index) => body.children[index] === row)) return;
    const glides = !matchMedia("(prefers-reduced-motion: reduce)").matches;
    const before = glides ? order.map((row) => row.getBoundingClientRect().top) : [];
    body.append(...order);
    if (!glides) return;
    const after = order.map((row) => row.getBoundingClientRect().top);
    order.forEach((row, index) => {
      const from = before[index] - after[index];
      if (from) row.animate([{ transform: `translateY(${from}px)` }, {}], 200);
    });
  };

  const drawRanking = ({ scored, ranked }) => {
    for (const one of scored) {
      const row = rows.get(one.place);
      if (!row) continue;
      const found = parts.get(one.place);
      if (one.option.ranked) {
        found.rank.textContent = `${one.rank}${one.tied ? "=" : ""}`;
        row.classList.toggle("first", one.rank === 1);
      }
      found.value.textContent = points(one.value);
      row.dataset.value = one.value;
      drawBar(found, one.contributions);
    }
    for (const span of document.querySelectorAll(".failed-value")) {
      span.textContent = points(scored[Number(span.dataset.place)].value);
    }
    const order = [...ranked];
    for (const one of scored) {
      if (one.option.ranked || !rows.has(one.place)) continue;
      const above = order.findLastIndex((other) => other.value >= one.value);
      order.splice(above + 1, 0, one);
    }
    arrange(order.map((one) => rows.get(one.place)));
  };

  const drawWeights = (shares) => {
    const stated = base(state.perspective);
    const numbers = { ...stated, ...state.moved };
    const isFlat = state.perspective !== null;
    const leafShare = (id) =>
      isGroup.has(id)
        ? nodes.filter((node) => node.parent === id).reduce((sum, node) => sum + leafShare(node.id), 0)
        : shares[id];
    for (const { box, id, range, number, share } of sliders) {
      const hasNumber = !(isFlat && isGroup.has(id));
      box.classList.toggle("without-number", !hasNumber);
      range.disabled = number.disabled = !hasNumber;
      if (hasNumber) {
        const parent = nodes.find((node) => node.id === id).parent;
        const siblings = siblingsOf(parent, state.perspective);
        const top = niceTop(1.5 * Math.max(...siblings.map((node) => stated[node.id])) || 1);
        range.max = top;
        range.step = top / 100;
        if (Number(range.value) !== numbers[id]) range.value = numbers[id];
        if (number !== document.activeElement || Number(number.value) !== numbers[id]) {
          number.value = numbers[id];
        }
      }
      share.textContent = shares ? percent(leafShare(id)) : "–";
      range.setAttribute(
        "aria-valuetext",
        shares ? `${numbers[id]}, ${share.textContent} of the whole` : `${numbers[id]}`,
      );
    }
    find("flat").hidden = !isFlat;
    for (const button of document.querySelectorAll("[data-perspective]")) {
      const isOn = (button.dataset.perspective || null) === state.perspective;
      button.setAttribute("aria-pressed", String(isOn && !Object.keys(state.moved).length));
    }
    if (!shares) return;
    for (const span of document.querySelectorAll("[data-leaf]")) {
      span.textContent = percent(shares[leaves[Number(span.dataset.leaf)]]);
    }
  };

  /** The end of a slider: 1, 2 or 5 and noughts, not below what it is to hold. */
  const niceTop = (least) => {
    const power = 10 ** Math.floor(Math.log10(least));
    return [1, 2, 5, 10].map((step) => step * power).find((top) => top >= least * (1 - TIE));
  };

  /** A number without the plus of its exponent, which an address would read as a space. */
  const digits = (number) => String(number).replace("+", "");

  /** The weights as a link carries them: `w=security:60,reach:0&p=treasury`. */
  const written = () => {
    const moved = Object.entries(state.moved).map(([id, number]) => `${id}:${digits(number)}`);
    const whose = state.perspective === null ? "" : `&p=${state.perspective}`;
    return `#w=${moved.join(",")}${whose}`;
  };

  /** What a link says, or null where it says nothing that can be weighed. */
  const read = (hash) => {
    const given = new URLSearchParams(hash.slice(1));
    const perspective = given.get("p");
    if (perspective !== null && !Object.hasOwn(data.perspectives, perspective)) return null;
    const known = base(perspective);
    const moved = {};
    for (const text of (given.get("w") ?? "").split(",").filter(Boolean)) {
      const [id, written, ...more] = text.split(":");
      const number = Number(written);
      if (more.length || !written || !Object.hasOwn(known, id)) return null;
      if (!(number >= 0 && number < Infinity)) return null;
      moved[id] = number;
    }
    return { perspective, moved };
  };

  const command = () => {
    const words = [data.command];
    if (state.perspective !== null) words.push(`--perspective ${state.perspective}`);
    for (const [id, number] of Object.entries(state.moved)) words.push(`--weight ${id}=${digits(number)}`);
    return words.join(" ");
  };

  const isStart = () => JSON.stringify(state) === JSON.stringify(start());

  let waiting;
  /** What changed, for those who do not see it, and the address: once moving has stopped. */
  const tellLater = (result) => {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      history.replaceState(null, "", isStart() ? "#ranking" : written());
      if (!result) return;
      const { scored, ranked } = result;
      describeBars(scored);
      const leaders = ranked.filter((one) => one.rank === 1).map((one) => one.option.name);
      const next = ranked.find((one) => one.rank > 1);
      const ahead = next ? `, ${points(ranked[0].value - next.value)} ahead of ${next.option.name}` : "";
      const verb = leaders.length > 1 ? "are level in first place" : "is first";
      find("said").textContent = `${leaders.join(" and ")} ${verb}${ahead}.`;
    }, 250);
  };

  const draw = () => {
    let shares = null;
    const problem = find("problem");
    try {
      shares = sharesOf(state);
      problem.hidden = true;
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      problem.textContent = `${error.message} together weigh nothing: give one of them a weight. The ranking below is the last that could be made.`;
      problem.hidden = false;
    }
    find("ranked").classList.toggle("stale", !shares);
    drawWeights(shares);
    find("command").textContent = command();
    find("link").href = written();
    find("whose").textContent = isStart() ? "" : "; with the weights chosen above";
    const result = shares && score(shares);
    if (result) drawRanking(result);
    return result;
  };
  const redraw = () => tellLater(draw());

  let drawing = 0;
  const redrawSoon = () => {
    drawing ||= requestAnimationFrame(() => {
      drawing = 0;
      redraw();
    });
  };

  const move = (id, text) => {
    const number = Number(text);
    if (text === "" || !(number >= 0 && number < Infinity)) return;
    const moved = { ...state.moved, [id]: number };
    if (base(state.perspective)[id] === number) delete moved[id];
    state = { ...state, moved };
    redrawSoon();
  };
  for (const { id, range, number } of sliders) {
    range.addEventListener("input", () => move(id, range.value));
    number.addEventListener("input", () => move(id, number.value));
    number.addEventListener("change", redraw);
  }
  for (const button of document.querySelectorAll("[data-perspective]")) {
    button.addEventListener("click", () => {
      state = { perspective: button.dataset.perspective || null, moved: {} };
      redraw();
    });
  }
  find("reset").addEventListener("click", () => {
    state = start();
    redraw();
  });

  const follow = () => {
    const isWeights = /^#(w|p)=/.test(location.hash);
    const given = isWeights ? read(location.hash) : start();
    state = given ?? start();
    const result = draw();
    if (result) describeBars(result.scored);
    if (!given) {
      find("problem").textContent = "The link does not carry weights of this decision; these are the page’s own.";
      find("problem").hidden = false;
    }
    if (isWeights) find("ranking").scrollIntoView();
  };
  addEventListener("hashchange", () => {
    if (/^#(w|p)=/.test(location.hash)) follow();
  });
  find("weighing").hidden = false;
  follow();
})();
