// Draws the charts from the numbers in #timeline-data; follows the scheme of colours, and prints on white. Filters the
// table of closes. A page without charts or without closes has no such element.
(() => {
  'use strict';
  const data = JSON.parse(document.getElementById('timeline-data')?.textContent || '{"subjects":[]}');
  const $ = id => document.getElementById(id);
  const colour = name => getComputedStyle(document.documentElement).getPropertyValue('--' + name).trim();
  const seconds = data.stepMillis / 1000;
  const shown = value => value === null || value === undefined ? 'unknown'
    : value.toLocaleString('en-US', {maximumFractionDigits: value < 10 ? 2 : value < 100 ? 1 : 0});

  // dash, then point: no line is told by its colour alone
  const lines = {
    capacity: {name: 'local ports there are', colour: 'capacity', dash: [12, 5]},
    open: {name: 'open', colour: 'open', dash: []},
    timeWait: {name: 'our TIME_WAIT', colour: 'time-wait', dash: [], fill: true, wide: true},
    counted: {name: 'TIME_WAIT counted by the kernel', colour: 'counted', dash: [2, 3], gaps: true, point: 'rect'},
    opened: {name: 'opened', colour: 'open', dash: []},
    byUs: {name: 'closed, we first', colour: 'us', dash: [7, 3]},
    byPeer: {name: 'closed, the peer first', colour: 'peer', dash: [2, 3]},
    otherwise: {name: 'closed, both or unknown', colour: 'otherwise', dash: [1, 5]},
    failed: {name: 'connects that failed', colour: 'counted', dash: [10, 3, 2, 3]},
    outOfPorts: {name: 'connects without a free port', colour: 'capacity', dash: [], wide: true, point: 'triangle'},
    shownCapacity: {name: 'local ports there are', colour: 'capacity', dash: [12, 5], ends: true},
    shownOurs: {name: 'TIME_WAIT known as ours', colour: 'time-wait', dash: [], area: true, point: 'circle'},
    shownTimeWait: {name: 'other TIME_WAIT', colour: 'counted', dash: [2, 3], area: true, point: 'rect'},
    shownEstablished: {name: 'ESTABLISHED', colour: 'open', dash: [7, 3], area: true, point: 'rectRot'},
    shownOtherStates: {name: 'other states', colour: 'otherwise', dash: [1, 5], area: true, point: 'crossRot'},
    otherProcesses: {name: 'of all these, other processes\u2019', colour: 'peer', dash: [10, 3, 2, 3], point: 'star'},
    free: {name: 'free', colour: 'us', dash: [4, 2], point: 'rectRounded'},
    noPort: {name: 'no port was free', colour: 'capacity', dash: [], mark: true, point: 'triangle'}
  };
  const charts = {
    ports: ['capacity', 'timeWait', 'counted', 'open'],
    budget: ['shownOurs', 'shownTimeWait', 'shownEstablished', 'shownOtherStates', 'shownCapacity', 'otherProcesses',
      'free', 'noPort'],
    rates: ['opened', 'byUs', 'byPeer', 'otherwise', 'failed', 'outOfPorts']
  };
  const ceilings = {ports: 'capacity', budget: 'shownCapacity'};
  const hidden = new Set(['budgetfree']);
  const drawn = {};

  const clock = at => {
    const whole = Math.round(at * 100) / 100;
    if (whole < 120) {
      return whole + ' s';
    }
    const minutes = Math.floor(whole / 60);
    const two = number => String(Math.floor(number)).padStart(2, '0');
    return minutes < 120 ? minutes + ':' + two(whole % 60) + ' min'
      : Math.floor(minutes / 60) + ':' + two(minutes % 60) + ' h';
  };

  const values = (subject, name) => Object.values(ceilings).includes(name)
    ? subject[name] && new Array(data.steps).fill(subject[name]) : subject.series[name] || subject.rates?.[name];
  const areas = charts.budget.filter(name => lines[name].area);
  const stacked = (subject, step) => areas.reduce((sum, name) => sum + (values(subject, name)?.[step] ?? 0), 0);
  const lowest = list => list.reduce((least, value) => Math.min(least, value ?? Infinity), Infinity);
  const highest = list => list.reduce((most, value) => Math.max(most, value ?? 0), 0);

  function dataset(subject, name) {
    const line = lines[name];
    const sampled = charts.budget.includes(name);
    const rate = charts.rates.includes(name);
    const list = values(subject, name);
    const ink = colour(line.colour);
    const end = step => rate ? subject.ratesAt[step] : (step + 1) * seconds;
    const points = line.ends ? [-1, data.steps - 1].map(step => ({x: end(step), y: list[0]}))
      : list.map((value, step) => ({x: end(step), y: line.mark ? stacked(subject, step) : value, told: value}))
        .filter(point => !sampled || point.told !== null);
    const few = points.length <= 60;
    const radius = line.ends ? 0 : line.mark ? 7 : (sampled || rate) && few || data.steps === 1 ? 3 : 0;
    return {
      label: line.name, data: points, stack: line.area ? 'samples' : name, showLine: !line.mark,
      borderColor: ink, backgroundColor: ink + (line.area ? '40' : line.fill ? '26' : ''), borderDash: line.dash,
      borderWidth: line.wide ? 2.5 : 2, spanGaps: Boolean(line.gaps),
      fill: line.fill ? 'origin' : line.area ? 'stack' : false,
      pointStyle: line.point || 'circle', pointBackgroundColor: ink,
      pointRadius: at => line.point && !sampled && at.parsed?.y > 0 && data.steps < 200 ? 3 : radius,
      pointHitRadius: 8, tension: 0
    };
  }

  function draw(chart, subject) {
    const names = charts[chart].filter(name => values(subject, name));
    const grid = {color: colour('line')};
    const ticks = {color: colour('soft'), font: {family: 'inherit'}};
    drawn[chart]?.destroy();
    delete drawn[chart];
    $(chart + '-figure').hidden = !names.length;
    if (!names.length) {
      return names;
    }
    drawn[chart] = new Chart($(chart + '-chart'), {
      type: 'line',
      data: {datasets: names.filter(name => !hidden.has(chart + name)).map(name => dataset(subject, name))},
      options: {
        animation: false, responsive: true, maintainAspectRatio: false, parsing: false, normalized: true,
        interaction: {mode: chart === 'budget' ? 'nearest' : 'index', axis: 'x', intersect: false},
        scales: {
          x: {type: 'linear', min: 0, max: data.steps * seconds, grid,
            ticks: {...ticks, maxRotation: 0, autoSkipPadding: 24, callback: value => clock(value)}},
          y: {beginAtZero: true, suggestedMax: 1, stacked: chart === 'budget', grid, ticks}
        },
        plugins: {
          legend: {display: false},
          tooltip: {callbacks: {title: items => items.length ? clock(items[0].parsed.x) : '',
            label: item => item.dataset.label + ': ' + shown(item.raw.told ?? item.parsed.y)}}
        }
      }
    });
    return names;
  }

  function sample(line) {
    const ns = 'http://www.w3.org/2000/svg';
    const svg = document.createElementNS(ns, 'svg');
    const path = document.createElementNS(ns, line.mark ? 'path' : 'line');
    const set = (node, all) => Object.entries(all).forEach(([name, value]) => node.setAttribute(name, value));
    set(svg, {width: 30, height: 10, 'aria-hidden': 'true'});
    const ink = 'var(--' + line.colour + ')';
    set(path, line.mark ? {d: 'M15 0 L20 9.5 L10 9.5 z', fill: ink}
      : {x1: 0, x2: 30, y1: 5, y2: 5, stroke: ink,
        'stroke-width': line.wide ? 3.5 : 2.5, 'stroke-dasharray': line.dash.join(' ')});
    svg.append(path);
    return svg;
  }

  function legend(chart, names) {
    $(chart + '-legend').replaceChildren(...names.map(name => {
      const label = document.createElement('label');
      const box = document.createElement('input');
      box.type = 'checkbox';
      box.checked = !hidden.has(chart + name);
      box.addEventListener('change', () => {
        hidden[box.checked ? 'delete' : 'add'](chart + name);
        draw(chart, subject());
      });
      label.append(box, sample(lines[name]), lines[name].name);
      return label;
    }));
  }

  function failures(list) {
    const all = list.reduce((sum, one) => sum + one, 0);
    return 'no port was free for at least ' + shown(all) + (all === 1 ? ' call' : ' calls') + ', first told at '
      + clock((list.findIndex(one => one > 0) + 1) * seconds);
  }

  function words(chart, subject, names) {
    const ceiling = ceilings[chart];
    const parts = names.filter(name => name !== ceiling).map(name => lines[name].mark ? failures(values(subject, name))
      : lines[name].name + (name === 'free' ? ' at least ' + shown(lowest(values(subject, name)))
        : ' at most ' + shown(highest(values(subject, name))) + (chart === 'rates' ? ' a second' : '')));
    const ports = subject[ceiling] ? ' There are ' + shown(subject[ceiling]) + ' local ports.'
      : chart === 'rates' && parts.length ? ' Counted in steps of ' + clock(subject.rateSeconds) + '.' : '';
    $(chart + '-words').textContent = parts.length
      ? 'For ' + subject.label + ': ' + parts.join('; ') + '.' + ports : 'For ' + subject.label + ': nothing happened.';
  }

  // of several steps: the mean of rates, the sum of failures, and of all else the last that is known
  function together(name, part) {
    const known = part.filter(value => value !== null);
    const sum = known.reduce((all, one) => all + one, 0);
    return lines[name].mark ? sum : !known.length ? null
      : charts.rates.includes(name) ? sum / known.length : known[known.length - 1];
  }

  // when a step ends; the last bin of rates is longer than the others where the recording is
  const until = (id, subject, step, steps) => id === 'rates'
    ? step === steps ? data.steps * seconds : step * subject.rateSeconds : step * seconds;

  // at most so many rows; where the kernel was not asked there is none
  function table(id, all, subject) {
    const names = all.filter(name => !Object.values(ceilings).includes(name) && values(subject, name));
    $(id + '-table').closest('.scroll').hidden = !names.length;
    const cell = (tag, text, set) => {
      const node = document.createElement(tag);
      node.textContent = text;
      Object.assign(node, set);
      return node;
    };
    const head = document.createElement('tr');
    head.append(cell('th', 'Until', {scope: 'col'}), ...names.map(name => cell('th',
      lines[name].name + (charts.rates.includes(name) ? '/s' : ''), {scope: 'col', className: 'n'})));
    const steps = id === 'rates' ? subject.ratesAt?.length || 0 : data.steps;
    const each = Math.ceil(steps / 30);
    const rows = [];
    for (let from = 0; from < steps; from += each) {
      const to = Math.min(steps, from + each);
      const row = document.createElement('tr');
      const cells = names.map(name => together(name, values(subject, name).slice(from, to)));
      row.append(cell('th', clock(until(id, subject, to, steps)), {scope: 'row'}),
        ...cells.map(value => cell('td', shown(value), {className: 'n'})));
      if (id !== 'budget' || cells.some((value, at) => value !== null && !lines[names[at]].mark)) {
        rows.push(row);
      }
    }
    $(id + '-caption').textContent = $(id + '-caption').dataset.what + ', ' + subject.label;
    $(id + '-table').tHead.replaceChildren(head);
    $(id + '-table').tBodies[0].replaceChildren(...rows);
  }

  const subject = () => data.subjects[Number($('subject').value)];

  // where the ports there are lie far above all else, their line would press the others flat
  function suit(all) {
    const used = {
      ports: Math.max(...['open', 'timeWait'].map(name => highest(values(all, name) || []))),
      budget: Math.max(0, ...Array.from({length: data.steps}, (absent, step) => stacked(all, step)))
    };
    for (const [chart, ceiling] of Object.entries(ceilings)) {
      hidden[all[ceiling] && used[chart] < all[ceiling] / 20 ? 'add' : 'delete'](chart + ceiling);
    }
  }

  function show() {
    for (const chart of Object.keys(charts)) {
      const names = draw(chart, subject());
      legend(chart, names);
      words(chart, subject(), names);
    }
    table('timeline', charts.ports, subject());
    table('rates', charts.rates, subject());
    table('budget', charts.budget, subject());
  }

  function choose(place) {
    $('subject').value = place;
    suit(subject());
    show();
  }

  // the table of closes: a select for each thing to choose by, with what its rows have
  function filterCloses() {
    const rows = [...$('closes-table').tBodies[0].rows];
    const selects = [...$('closes-filter').querySelectorAll('select')];
    const texts = (row, key) => [...row.querySelectorAll('[data-key="' + key + '"]')].map(one => one.textContent);
    const count = list => list.reduce((sum, row) => sum + Number(row.dataset.closes), 0);
    const apply = () => {
      rows.forEach(row => {
        row.hidden = !selects.every(one => !one.value || texts(row, one.dataset.key).includes(one.value));
      });
      const left = rows.filter(row => !row.hidden);
      $('closes-shown').textContent = shown(count(left)) + ' of ' + shown(count(rows)) + ' closes, '
        + left.length + ' of ' + rows.length + ' rows';
    };
    selects.forEach(one => {
      [...new Set(rows.flatMap(row => texts(row, one.dataset.key)))].sort().forEach(text => one.add(new Option(text)));
      one.addEventListener('change', apply);
    });
    $('closes-filter').hidden = false;
    apply();
    return destination => {
      selects.forEach(one => { one.value = one.dataset.key === 'destination' ? destination : ''; });
      apply();
    };
  }
  const chooseCloses = $('closes-table') ? filterCloses() : () => {};

  // a finding leads to the chart and to the closes of its destination
  document.querySelectorAll('a[data-subject]').forEach(link =>
    link.addEventListener('click', () => choose(link.dataset.subject)));
  document.querySelectorAll('a[data-destination]').forEach(link =>
    link.addEventListener('click', () => chooseCloses(link.dataset.destination)));

  const redraw = () => data.subjects.length && show();
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', redraw);
  let closed = [];
  addEventListener('beforeprint', () => {
    closed = [...document.querySelectorAll('main details:not([open])')];
    closed.forEach(one => { one.open = true; });
    document.documentElement.classList.add('printing');
    redraw();
  });
  addEventListener('afterprint', () => {
    closed.forEach(one => { one.open = false; });
    document.documentElement.classList.remove('printing');
    redraw();
  });
  if (data.subjects.length) {
    $('subject').addEventListener('change', () => choose($('subject').value));
    choose('0');
  }
})();
