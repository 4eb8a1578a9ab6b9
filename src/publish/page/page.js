"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const { words, roles, dimensions, follows, subjects } = data;
  const element = (name, text) => {
    const made = document.createElement(name);
    if (text !== undefined) made.textContent = text;
    return made;
  };

  // exact decimals: whole units and a number of places
  const parsed = new Map();
  const decimal = (text) => {
    if (parsed.has(text)) return parsed.get(text);
    const parts = /^([+-]?)(\d{1,2200})(?:\.(\d{1,2200}))?$/.exec(text.replace(/[\s\u00a0\u202f_]/g, ""));
    const units = parts && BigInt(parts[2] + (parts[3] || ""));
    const number = parts && { text, units: parts[1] === "-" ? -units : units, places: (parts[3] || "").length };
    parsed.set(text, number);
    return number;
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

  // the value or number that is written, or null where the dimension has none such
  const read = (dimension, text) => {
    if (dimension.values) return [text, text.trim()].find((value) => dimension.values.includes(value)) ?? null;
    const number = decimal(text);
    return number && exists(number, dimension) ? number : null;
  };

  // a case is a map from the number of a dimension to a value or a number; it is in `when` where it is on every dimension of it
  const isIn = (when, given) =>
    when.every(([number, extents]) => {
      const value = given.get(number);
      return dimensions[number].values ? extents.includes(value) : extents.some((interval) => within(value, interval));
    });
  // who stands in may depend on what is not asked
  const mayBeIn = (when, given) => isIn(when.filter(([number]) => given.has(number)), given);
  const holding = (part, given) => part.pieces.filter((piece) => isIn(piece.when, given));

  // cases that do not exist: as it is said of them, or where a number would be more than the one that it is a part of
  const isAbsent = (subject, given) =>
    (subject.absent ?? []).some((when) => when.every(([number]) => given.has(number)) && isIn(when, given)) ||
    (subject.shares ?? []).some((pair) => pair.every((number) => given.has(number)) && compare(...pair.map((number) => given.get(number))) > 0);

  // the dimensions that are not given and on which the answer depends, as `raci who` finds them: by trying every kind of case
  const MOST_TRIED = 4096;
  const open = (subject, given) => subject.apart.filter(([number]) => !given.has(number));
  const tried = (subject, given) => {
    const free = open(subject, given);
    if (free.reduce((count, [, kinds]) => count * kinds.length, 1) > MOST_TRIED) return null;
    const cases = free.reduce(
      (cases, [number, kinds]) =>
        cases.flatMap((one) => kinds.map((kind) => new Map(one).set(number, read(dimensions[number], kind)))),
      [given],
    );
    return cases.filter((one) => !isAbsent(subject, one));
  };
  const missing = (subject, given) => {
    const [free, cases] = [open(subject, given), tried(subject, given)];
    if (!cases) return free.map(([number]) => number);
    const says = cases.map((one) => [
      one,
      JSON.stringify(subject.parts.map((part) => [...new Set(holding(part, one).map((piece) => piece.held.join()))].sort())),
    ]);
    const depends = ([number]) => {
      const byOthers = new Map();
      return says.some(([one, held]) => {
        const others = JSON.stringify(free.map(([other]) => (other === number ? "" : (one.get(other).text ?? one.get(other)))));
        if (!byOthers.has(others)) byOthers.set(others, held);
        return byOthers.get(others) !== held;
      });
    };
    const some = free.filter(depends);
    const all = new Set(says.map(([, held]) => held)).size > 1 ? free : [];
    return (some.length ? some : all).map(([number]) => number);
  };

  const chain = (subject, given) => {
    const told = subject.chain;
    if (!told) return [];
    const origins = [...new Set(holding(subject.parts[0], given).map((piece) => piece.origin))].sort((a, b) => a - b);
    const held = [...new Set(holding(subject.parts[0], given).flatMap((piece) => piece.held))].sort((a, b) => a - b);
    const deciders = [...new Set(held.flatMap((number) => (number === null ? [] : told.signers[number])))];
    const adding = (told.also ?? []).filter((also) => isIn(also.when, given));
    const also = origins.length && origins.every((origin) => told.alone?.[origin]) ? [] : adding;
    const links = origins.flatMap((origin) => [...told.given[origin], ...((adding.length && told.alone?.[origin]) ? [told.alone[origin]] : [])]);
    links.push(...origins.flatMap((origin) => (told.comes?.[origin] ?? []).filter((link) => isIn(link.when, given))));
    links.push(...also.flatMap((one) => one.signs));
    const cases = told.asked.filter((right) => right.when && isIn(right.when, given));
    const rights = cases.length ? cases : told.asked.filter((right) => !right.when);
    const beside = rights.flatMap((right) => right.links).filter((link) => isIn(link.when, given));
    const once = new Map(beside.map((link) => [link.list, link]).reverse());
    const manners = ["reviews", "consults", "agrees", "refuses", "confirmed-by", "informs", "files-with"];
    const all = [...beside.filter((link) => once.get(link.list) === link), ...also.flatMap((one) => one.links)];
    links.push(...all.sort((a, b) => manners.indexOf(a.step) - manners.indexOf(b.step)));
    for (const role of deciders) if (follows[role]?.body) links.push(follows[role].body);
    for (const role of deciders) links.push(...(told.up[role] ? [told.up[role]] : []), ...(follows[role]?.escalations ?? []));
    for (const role of deciders) links.push(...(follows[role]?.deputies ?? []).filter((link) => mayBeIn(link.when, given)));
    return links.concat(told.lent.filter((lent) => deciders.includes(lent.from) && isIn(lent.when, given)));
  };

  const ask = (subject, texts) => {
    const given = new Map();
    for (const [number] of subject.apart) {
      const text = texts[dimensions[number].id] ?? "";
      if (!text.trim()) continue;
      const value = read(dimensions[number], text);
      const mayAsk = !dimensions[number].asks || !subject.askers || subject.askers.includes(dimensions[number].values.indexOf(value));
      if (value === null || !mayAsk) return { wrong: dimensions[number].name };
      given.set(number, value);
    }
    const lacks = missing(subject, given);
    if (lacks.length) return { missing: lacks.map((number) => dimensions[number].name) };
    const [first] = tried(subject, given);
    if (!first) return { absent: true };
    for (const [number, value] of first) given.set(number, value);
    const parts = subject.parts.map((part) => {
      const held = [...new Set(holding(part, given).flatMap((piece) => piece.held))].sort((a, b) => a - b);
      return [part.label, held.map((number) => (number === null ? words.unreadable : (part.names ?? roles)[number]))];
    });
    return { parts, chain: chain(subject, given) };
  };

  const choice = document.getElementById("subject");
  const fields = document.getElementById("case");
  const output = document.getElementById("answer");
  const chosen = () => subjects[Number(choice.value)];
  const groups = { "decisions.": words.decisions, "activities.": words.activity };
  for (const [start, label] of Object.entries(groups)) {
    const group = element("optgroup");
    group.label = label;
    subjects.forEach((subject, number) => {
      if (!subject.id.startsWith(start)) return;
      const option = element("option", subject.name);
      option.value = String(number);
      group.append(option);
    });
    if (group.children.length) choice.append(group);
  }
  // what is shown is fit to print; what is chosen is the value itself
  const choosable = (value, shown) => {
    const option = element("option", shown);
    option.value = value;
    return option;
  };
  const field = ([number]) => {
    const dimension = dimensions[number];
    const label = element("label", dimension.name + " ");
    if (dimension.unit) label.append(element("small", dimension.unit));
    const input = element(dimension.values ? "select" : "input");
    if (dimension.values) {
      const none = element("option", words.choose);
      none.value = "";
      const offered = dimension.asks && chosen().askers ? chosen().askers : dimension.values.map((_, at) => at);
      input.append(none, ...offered.map((at) => choosable(dimension.values[at], dimension.shown[at])));
    } else input.inputMode = "decimal";
    input.required = true;
    input.name = dimension.id;
    input.dataset.dimension = String(number);
    label.append(input);
    return label;
  };
  const inputs = () => [...fields.querySelectorAll("input, select")];
  // only what still matters is asked for: what does not, given what stands before it, is hidden
  const narrow = () => {
    const given = new Map();
    for (const input of inputs()) {
      const number = Number(input.dataset.dimension);
      const matters = missing(chosen(), given).includes(number);
      input.disabled = input.parentElement.hidden = !matters;
      const value = matters && input.value.trim() ? read(dimensions[number], input.value) : null;
      if (value !== null) given.set(number, value);
    }
  };
  const show = () => {
    fields.replaceChildren(...chosen().apart.map(field));
    output.replaceChildren();
    narrow();
  };
  const say = (text, look) => {
    const line = element("p", text);
    line.className = look;
    output.append(line);
  };
  const steps = {
    top: words.why, case: words.why, limit: words.why, below: words.below, above: words.above, consults: words.consulted,
    informs: words.informed, reviews: words.reviews, agrees: words.agree, refuses: words.refuses,
    "confirmed-by": words.confirmed_by, "files-with": words.files_with, over: words.why, alone: words.why, relative: words.why,
    also: words.as_well, body: words.by_its_members, escalation: words.stuck, deputy: words.deputy, delegation: words.lent,
  };
  const submit = () => {
    const texts = Object.fromEntries(inputs().filter((input) => !input.disabled).map((input) => [input.name, input.value]));
    const reply = ask(chosen(), texts);
    output.replaceChildren();
    if (reply.wrong) return say(words.no_such_value + words.colon + reply.wrong, "wrong");
    if (reply.absent) return say(words.no_such_case, "wrong");
    if (reply.missing) return say(words.give + words.colon + reply.missing.join(words.list), "wrong");
    for (const [number, [label, held]] of reply.parts.entries()) {
      const mustBeOne = chosen().parts[number].has_one;
      if (!held.length && !mustBeOne) continue;
      const isRight = held.length === 1 || !mustBeOne;
      say(label + words.colon + (held.length ? held.join(chosen().chain ? words.and_also : words.list) : words.nobody), isRight ? "held" : "wrong");
    }
    const list = element("dl");
    let row;
    for (const { step, text } of reply.chain) {
      if (row?.firstChild.textContent !== steps[step]) {
        row = element("div");
        row.append(element("dt", steps[step]));
        list.append(row);
      }
      row.append(element("dd", text));
    }
    if (reply.chain.length) output.append(list);
  };
  document.getElementById("who").addEventListener("submit", (event) => {
    event.preventDefault();
    submit();
  });
  choice.addEventListener("change", show);
  fields.addEventListener("input", () => {
    output.replaceChildren();
    narrow();
  });
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
  const named = (link) => ({ step: link.step, text: link.text, roles: link.roles.map((role) => roles[role]) });
  globalThis.raciAsk = (id, texts) => {
    const reply = ask(subjects.find((subject) => subject.id === id), texts);
    return reply.chain ? { ...reply, chain: reply.chain.map(named) } : reply;
  };
})();
