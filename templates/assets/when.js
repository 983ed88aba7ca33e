/* "When will I hear back?": counts on the tables that the page carries (charter/render/widget.py), by the rules of
   charter/worktime/due.py and working.py. Zones, holidays and words come with the page. Instants are minutes since 1970
   in UTC, `wall` is the same by the clocks of a zone, days are days since 1970; `it` is a calendar, `one` a promise or a
   business day. The page is whole without this script, which shows the form and answers it. */
(() => {
const DAY = 1440, { min, max, floor } = Math, find = (id) => document.getElementById("when" + id);
const { first, from, begins, ends, usual, zones, calendars, requests, words } = JSON.parse(find("-data").textContent);
const fields = find("-fields").elements, choices = ["channel", "severity", "language"];

/* A zone: its name, minutes ahead of UTC, then each change and what it is from then. A clock time that happens twice is
   the first of both, one that does not exist takes the offset before the gap. */
const ahead = ({ zone }, at, wall) => {
  let now = zone[1];
  for (let i = 2; at >= zone[i] + (wall && max(now, zone[i + 1])); i += 2) now = zone[i + 1];
  return now;
};
const local = (it, at) => at + ahead(it, at, 0);
const instant = (it, wall) => wall - ahead(it, wall, 1);
const whole = (wall) => floor(wall / DAY);
const dayOf = (it, at) => whole(local(it, at));
const weekday = (day) => (day + 3) % 7;
const iso = (wall) => new Date(wall * 6e4);
const home = { zone: zones[0] };

/* A kind of day: its open times in order; if it is a business day, its first opening and last closing; why it is closed */
for (const it of calendars) {
  let open = [], gap = { name: 0 };
  it.zone = zones[it.zone];
  it.open = [];
  it.gaps = [];
  it.business = [];
  it.until = instant(it, (first + it.days.length) * DAY);
  it.days.forEach((kind, i) => {
    const day = first + i, midnight = instant(it, day * DAY), [times = [], opens, closes, name] = it.kinds[kind];
    for (const [start, end] of times) {
      if (midnight + start <= open[1]) open[1] = max(open[1], midnight + end);
      else it.open.push(open = [midnight + start, midnight + end]);
    }
    if (closes) it.business.push({ day, opens: midnight + opens, closes: midnight + closes });
    if (times[0]) gap = { name: 0 };
    else if (gap.name === name) gap.end = day;
    else it.gaps.push(gap = { start: day, end: day, name });
  });
  open[1] = min(open[1], it.until);
}

/* What lies beyond the known days has no answer: reading it fails, and the page says so */
const opening = (it, at) => it.open.find((open) => open[1] > at);
const nextOpen = (it, at) => max(at, opening(it, at)[0]);
const on = (it, day) => it.business.find((one) => one.day === day);
const after = (it, day, count) => it.business.filter((one) => one.day > day)[count - 1];
const received = (it, at, { cut, off = [] }) => {
  const day = dayOf(it, at);
  return !(cut >= 0) || off.includes(weekday(day)) || on(it, day) && at < instant(it, day * DAY + cut) ? day : after(it, day, 1).day;
};
const months = (day, count) => {
  const date = iso(day * DAY), number = date.getUTCDate();
  date.setUTCMonth(date.getUTCMonth() + count);
  if (date.getUTCDate() !== number) date.setUTCDate(0);
  return date / 864e5;
};
const due = (it, at, one, count) => {
  const { unit, by, free } = one;
  const end = ({ day, opens, closes }) => by < 0 ? opens : by >= 0 ? min(instant(it, day * DAY + by), free ? Infinity : closes) : closes;
  if (unit === "elapsed") return at + count;
  if (unit === "open") {
    const open = it.open.find(([start, end]) => end > at && (at = max(at, start)) + count <= end || (count -= max(0, end - at), 0));
    return open && at + count;
  }
  const day = received(it, at, one), there = unit === "day" ? day + count : unit === "month" ? months(day, count) : day;
  const today = on(it, there), later = there > day;
  if (today && (later || unit === "relative" && !count && at < end(today))) return end(today);
  return end(after(it, there, later ? 1 : count || 1));
};
const holds = (row, windows, at, sent) => {
  const it = calendars[row.calendar], day = dayOf(it, at);
  if (choices.some((name) => row[name] && row[name] !== sent[name])) return;
  if (row.dates && !row.dates.some(([start, end]) => start <= day && day <= end)) return;
  if (!row.arrives) return row;
  const today = on(it, day), number = weekday(day), midnight = number * DAY, opens = !today && !row.off.includes(number) && nextOpen(it, at);
  const ofWeek = (wall) => weekday(whole(wall)) * DAY + wall % DAY;
  let time = ofWeek(opens > at ? dayOf(it, opens) * DAY : local(it, at));
  if (today && at >= today.closes) {
    const closes = max(ofWeek(local(it, today.closes)), midnight + row.shut[number]);
    const over = windows.filter(([start, end]) => midnight <= start && start < closes && end > time && end < midnight + DAY);
    time = max(time, closes, ...over.map((one) => one[1]));
  }
  return row.arrives.some(([start, end]) => start <= time && time < end);
};

/* Words: forms with %(name)s. A sentence ends once, even behind "p.m." */
const say = (form, values) => (words[form] || form).replace(/%\((\w+)\)s(\.?)/g, (_, name, dot) => {
  const said = `${values[name]}`;
  return said.endsWith(".") ? said : said + dot;
});
const dated = (day) => {
  const date = iso(day * DAY), number = date.getUTCDate();
  return say("date", {
    weekday: words.weekday[weekday(day)], month: words.month[date.getUTCMonth()], day: words.day ? words.day[number - 1] : number,
  });
};
const clock = (wall) => say(words.time[+!!(wall % 60)][floor(wall % DAY / 60)], { minute: `${wall % 60}`.padStart(2, 0) });
const full = (wall) => say("at", { day: dated(whole(wall)), time: clock(wall) });
const sentAt = (at) => full(local(home, at));
const beside = (wall, other) => whole(wall) === whole(other) ? clock(wall) : full(wall);
const moment = (at, it) => {
  const wall = local(home, at), there = local(it, at), here = full(wall);
  return wall === there ? here : say("both", { here, there: say("zoned", { moment: beside(there, wall), zone: it.zone[0] }) });
};
const until = (at, it) => moment(at - !(local(home, at) % DAY), it);
const byWhen = (it, at, dues, { percent, when, agreed }) => {
  const moments = dues.map((one) => until(one, it));
  const target = dues[0] === at && !percent ? words.once : say(when, { ...moments, earliest: sentAt(dues[0]) });
  return agreed ? say("agreed", { target }) : target;
};

/* How an answer comes about, step by step */
const length = (minutes) => {
  const [first, last] = [floor(minutes / 60), minutes % 60].map((count, i) => {
    const forms = words.length[i];
    return say(forms[min(count, forms.length - 1)], { count });
  });
  return first && last ? say("pair", { first, last }) : first || last;
};
const counts = (start, end) => say("counts", {
  start: sentAt(start), end: beside(local(home, end), local(home, start)), length: length(end - start),
});
const closed = (it, from, until) => it.gaps.filter((gap) => gap.end >= from && gap.start < until).map(({ start, end, name }) => {
  start = max(start, from);
  const days = say(["%(first)s", "pair"][end - start] || "days", { first: dated(start), last: dated(end) });
  return say(name ? "named" : "closed", { name, days });
});
const working = (it, at, latest, one) => {
  const { unit, late } = one;
  const steps = [say(late ? "starts" : "arrives", { moment: sentAt(at) })], today = dayOf(it, at);
  if (unit === "elapsed") return [...steps, counts(at, latest)];
  if (unit === "open") {
    const opens = nextOpen(it, at);
    let before = opens;
    if (opens > at) steps.push(say("waits", { moment: moment(opens, it) }), ...closed(it, today, dayOf(it, opens)));
    for (const [start, end] of it.open) {
      const begins = max(start, opens), ends = min(end, latest);
      if (begins >= ends) continue;
      steps.push(...closed(it, dayOf(it, before), dayOf(it, begins)), counts(begins, ends));
      before = ends;
    }
    return steps;
  }
  let day = received(it, at, one), run = [], number = 0;
  const flush = () => {
    if (run[0]) steps.push(say(run[1] ? "someDays" : "oneDay", {
      number: number - run.length + 1, until: number, first: dated(run[0]), last: dated(day),
    }));
    run = [];
  };
  if (day > today) steps.push(...closed(it, today, day), say("received", { day: dated(day) }));
  const days = it.business.filter((one) => one.day >= day && one.day <= dayOf(it, latest - 1));
  if (days[1] && days[days.length - 2].closes === latest) days.pop();
  for (const one of days) {
    if (one.day <= day) continue;
    const between = closed(it, day, one.day);
    if (between[0]) flush();
    steps.push(...between);
    run.push(day = one.day);
    number++;
  }
  flush();
  return steps;
};

/* The form and its answers */
const make = (name, ...parts) => {
  const it = document.createElement(name);
  it.append(...parts);
  return it;
};
const attempt = (ask, otherwise) => {
  try { return ask(); } catch { return otherwise; }
};
const answer = (one, at) => {
  if (one.says) return [one.says];
  const it = calendars[one.calendar], dues = one.counts.map((count) => due(it, at, one, count));
  const when = byWhen(it, at, dues, one), due_ = one.if ? say("if", { due: when, condition: one.if }) : when;
  const steps = [...working(it, at, dues[dues.length - 1], one), say("due", { metric: one.name, when })];
  const said = make("p", due_[0].toUpperCase() + due_.slice(1));
  said.dataset.due = dues;
  return [said, make("details", make("summary", words.how), make("ol", ...steps.map((step) => make("li", step))))];
};
const answers = ({ rows, windows }, sent, at) => {
  if (!(at >= from)) return [words.early];
  if (at >= ends) return [words.late];
  if (at < begins) return [words.begins];
  const row = rows.find((row) => holds(row, windows, at, sent));
  if (!row) return [words.none];
  const list = make("dl", ...row.promises.filter((one) => !(dayOf(home, at) < one.since)).map((one) =>
    make("div", make("dt", one.title || one.name), make("dd", ...attempt(() => answer(one, at), [words.late])))));
  list.className = "lines";
  return [make("p", say("sent", { moment: sentAt(at) })), list];
};
const openNow = (it, now) => {
  const [start, end] = opening(it, now);
  if (start > now) return say("shut", { moment: moment(start, it) });
  return end === it.until ? words.always : say("open", { moment: until(end, it) });
};
const show = () => {
  const { request, when, at } = fields, now = floor(Date.now() / 6e4), asked = requests[request.value], sent = {};
  for (const name of choices) {
    const field = fields[name];
    if (!field) continue;
    field.parentNode.hidden = !asked.rows.some((row) => row[name]);
    sent[name] = field.value;
  }
  at.parentNode.hidden = !when.value;
  at.value = at.value || iso(local(home, now)).toISOString().slice(0, 16);
  const then = when.value ? instant(home, Date.parse(at.value + "Z") / 6e4) : now;
  find("-open").textContent = now < from ? "" : attempt(() => openNow(calendars[usual], now), "");
  find("-answer").replaceChildren(...attempt(() => answers(asked, sent, then), [words.late]));
};
find("-fields").oninput = show;
show();
find("").hidden = false;
})();
