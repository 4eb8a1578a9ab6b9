"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const { words, dimensions, subjects } = data;
  const element = (name, text) => {
    const made = document.createElement(name);
    if (text !== undefined) made.textContent = text;
    return made;
  };

  // exact decimals: whole units and a number of places
  const decimal = (text) => {
    const plain = text.replace(/[\s\u00a0\u202f_]/g, "");
    const parts = /^([+-]?)(\d{1,2200})(?:\.(\d{1,2200}))?$/.exec(plain);
    if (!parts) return null;
    const units = BigInt(parts[2] + (parts[3] || ""));
    return { units: parts[1] === "-" ? -units : units, places: (parts[3] || "").length };
  };
  const aligned = (a, b) => {
    const places = Math.max(a.places, b.places);
    return [a, b].map((number) => number.units * 10n ** BigInt(places - number.places));
  };
  const compare = (a, b) => {
    const [x, y] = aligned(a, b);
    return x < y ? -1 : x > y ? 1 : 0;
  };
  const within = (number, interval) =>
    Object.entries(interval).every(([bound, limit]) => {
      const order = compare(number, decimal(limit));
      return { above: order > 0, "at-least": order >= 0, below: order < 0, "at-most": order <= 0 }[bound];
    });
  const exists = (number, dimension) => {
    if (!within(number, dimension.within)) return false;
    if (!dimension.step) return true;
    const [units, step] = aligned(number, decimal(dimension.step));
    return units % step === 0n;
  };

  // what is given of a dimension, or null where that is no value of it
  const read = (dimension, text) => {
    if (dimension.values) return dimension.values.includes(text) ? text : null;
    const number = decimal(text);
    return number && exists(number, dimension) ? number : null;
  };
  const holds = (piece, given) =>
    piece.when.every(([number, extents]) => {
      const value = given.get(number);
      return dimensions[number].values ? extents.includes(value) : extents.some((interval) => within(value, interval));
    });
  const answers = (part, given) => {
    const held = new Set(part.pieces.filter((piece) => holds(piece, given)).flatMap((piece) => piece.held));
    return [...held].sort((a, b) => a - b).map((number) => part.names[number]);
  };

  const choice = document.getElementById("subject");
  const fields = document.getElementById("case");
  const output = document.getElementById("answer");
  subjects.forEach((subject, number) => {
    const option = element("option", subject.name);
    option.value = String(number);
    choice.append(option);
  });
  const field = (number) => {
    const dimension = dimensions[number];
    const label = element("label", dimension.name + " ");
    if (dimension.unit) label.append(element("small", dimension.unit));
    const input = element(dimension.values ? "select" : "input");
    (dimension.values || []).forEach((value) => input.append(element("option", value)));
    if (!dimension.values) input.inputMode = "decimal";
    input.required = true;
    input.name = dimension.id;
    label.append(input);
    return label;
  };
  const show = () => {
    fields.replaceChildren(...subjects[Number(choice.value)].dimensions.map(field));
    output.replaceChildren();
  };
  const say = (text, wrong) => {
    const line = element("p", text);
    if (wrong) line.className = "wrong";
    output.append(line);
  };
  const ask = (subject, texts) => {
    const given = new Map();
    for (const number of subject.dimensions) {
      const value = read(dimensions[number], texts[dimensions[number].id] || "");
      if (value === null) return { wrong: dimensions[number].name };
      given.set(number, value);
    }
    return { parts: subject.parts.map((part) => [part.label, answers(part, given)]) };
  };
  const submit = () => {
    const texts = Object.fromEntries([...fields.querySelectorAll("input, select")].map((input) => [input.name, input.value]));
    const reply = ask(subjects[Number(choice.value)], texts);
    output.replaceChildren();
    if (reply.wrong) return say(`${words.no_such_value}: ${reply.wrong}`, true);
    for (const [label, held] of reply.parts) {
      if (held.length === 0 && label !== words.who_decides && label !== "A") continue;
      say(`${label}: ${held.length ? held.join("; ") : words.nobody}`, held.length !== 1 && (label === words.who_decides || label === "A"));
    }
  };
  document.getElementById("who").addEventListener("submit", (event) => {
    event.preventDefault();
    submit();
  });
  choice.addEventListener("change", show);
  if (subjects.length) show();
  else document.getElementById("ask").hidden = true;

  const rows = [...document.querySelectorAll("[data-search]")];
  document.getElementById("search").addEventListener("input", (event) => {
    const wanted = event.target.value.trim().toLocaleLowerCase();
    for (const row of rows) row.hidden = !row.textContent.toLocaleLowerCase().includes(wanted);
    for (const stage of document.querySelectorAll(".matrix tbody"))
      stage.hidden = [...stage.querySelectorAll("[data-search]")].every((row) => row.hidden);
  });

  // what is asked without the form: for those who check that both give the same answers
  globalThis.raciAsk = (id, texts) => ask(subjects.find((subject) => subject.id === id), texts);
})();
