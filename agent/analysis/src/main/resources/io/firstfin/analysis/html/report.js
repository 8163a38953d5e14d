// Draws the charts from the numbers in #timeline-data; follows the scheme of colours, and prints.
(() => {
  'use strict';
  const data = JSON.parse(document.getElementById('timeline-data').textContent);
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
    outOfPorts: {name: 'connects without a free port', colour: 'capacity', dash: [], wide: true, point: 'triangle'}
  };
  const charts = {
    ports: ['capacity', 'timeWait', 'counted', 'open'],
    rates: ['opened', 'byUs', 'byPeer', 'otherwise', 'failed', 'outOfPorts']
  };
  const hidden = new Set();
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

  const values = (subject, name) => name === 'capacity'
    ? subject.capacity && new Array(data.steps).fill(subject.capacity) : subject.series[name];
  const highest = list => list.reduce((most, value) => Math.max(most, value ?? 0), 0);

  function dataset(subject, name) {
    const line = lines[name];
    const list = values(subject, name);
    const ink = colour(line.colour);
    return {
      label: line.name,
      data: list.map((value, step) => ({x: (step + 1) * seconds, y: value})),
      borderColor: ink, backgroundColor: line.fill ? ink + '26' : ink, borderDash: line.dash,
      borderWidth: line.wide ? 2.5 : 2, fill: line.fill ? 'origin' : false, spanGaps: Boolean(line.gaps),
      pointStyle: line.point || 'circle', pointRadius: at => line.point && at.parsed?.y > 0 && data.steps < 200 || data.steps === 1 ? 3 : 0,
      pointHitRadius: 8, tension: 0
    };
  }

  function draw(chart, subject) {
    const names = charts[chart].filter(name => values(subject, name));
    const grid = {color: colour('line')};
    const ticks = {color: colour('soft'), font: {family: 'inherit'}};
    drawn[chart]?.destroy();
    drawn[chart] = new Chart($(chart + '-chart'), {
      type: 'line',
      data: {datasets: names.filter(name => !hidden.has(chart + name)).map(name => dataset(subject, name))},
      options: {
        animation: false, responsive: true, maintainAspectRatio: false, parsing: false, normalized: true,
        interaction: {mode: 'index', intersect: false},
        scales: {
          x: {type: 'linear', min: 0, max: data.steps * seconds, grid,
            ticks: {...ticks, maxRotation: 0, autoSkipPadding: 24, callback: value => clock(value)}},
          y: {beginAtZero: true, suggestedMax: 1, grid, ticks}
        },
        plugins: {
          legend: {display: false},
          tooltip: {callbacks: {title: items => items.length ? clock(items[0].parsed.x) : '',
            label: item => item.dataset.label + ': ' + shown(item.parsed.y)}}
        }
      }
    });
    return names;
  }

  function sample(line) {
    const ns = 'http://www.w3.org/2000/svg';
    const svg = document.createElementNS(ns, 'svg');
    const path = document.createElementNS(ns, 'line');
    const set = (node, all) => Object.entries(all).forEach(([name, value]) => node.setAttribute(name, value));
    set(svg, {width: 30, height: 10, 'aria-hidden': 'true'});
    set(path, {x1: 0, x2: 30, y1: 5, y2: 5, stroke: 'var(--' + line.colour + ')',
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

  function words(chart, subject, names) {
    const parts = names.filter(name => name !== 'capacity').map(name =>
      lines[name].name + ' at most ' + shown(highest(values(subject, name))) + (chart === 'rates' ? ' a second' : ''));
    const ports = chart === 'ports' && subject.capacity
      ? ' There are ' + shown(subject.capacity) + ' local ports towards it.' : '';
    $(chart + '-words').textContent = parts.length
      ? 'For ' + subject.label + ': ' + parts.join('; ') + '.' + ports : 'For ' + subject.label + ': nothing happened.';
  }

  // at most so many rows: steps are put together, stocks by their last value and rates by their mean
  function table(subject) {
    const names = [...charts.ports.filter(name => name !== 'capacity'), ...charts.rates]
      .filter(name => values(subject, name));
    const cell = (tag, text, set) => {
      const node = document.createElement(tag);
      node.textContent = text;
      Object.assign(node, set);
      return node;
    };
    const head = document.createElement('tr');
    head.append(cell('th', 'Until', {scope: 'col'}), ...names.map(name => cell('th',
      lines[name].name + (charts.rates.includes(name) ? '/s' : ''), {scope: 'col', className: 'n'})));
    const each = Math.ceil(data.steps / 30);
    const rows = [];
    for (let from = 0; from < data.steps; from += each) {
      const to = Math.min(data.steps, from + each);
      const row = document.createElement('tr');
      row.append(cell('th', clock(to * seconds), {scope: 'row'}), ...names.map(name => {
        const part = values(subject, name).slice(from, to).filter(value => value !== null);
        const value = !part.length ? null : charts.rates.includes(name)
          ? part.reduce((sum, one) => sum + one, 0) / part.length : part[part.length - 1];
        return cell('td', shown(value), {className: 'n'});
      }));
      rows.push(row);
    }
    $('timeline-caption').textContent = 'Over time, ' + subject.label;
    $('timeline-table').tHead.replaceChildren(head);
    $('timeline-table').tBodies[0].replaceChildren(...rows);
  }

  const subject = () => data.subjects[Number($('subject').value)];

  // where the ports there are lie far above all else, their line would press the others flat
  function suit(all) {
    const used = Math.max(...['open', 'timeWait'].map(name => highest(values(all, name) || [])));
    hidden[all.capacity && used < all.capacity / 20 ? 'add' : 'delete']('portscapacity');
  }

  function show() {
    for (const chart of Object.keys(charts)) {
      const names = draw(chart, subject());
      legend(chart, names);
      words(chart, subject(), names);
    }
    table(subject());
  }

  $('subject').addEventListener('change', () => {
    suit(subject());
    show();
  });
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', show);
  let closed = [];
  addEventListener('beforeprint', () => {
    closed = [...document.querySelectorAll('details:not([open])')];
    closed.forEach(one => { one.open = true; });
    Object.values(drawn).forEach(chart => chart.resize());
  });
  addEventListener('afterprint', () => closed.forEach(one => { one.open = false; }));
  suit(subject());
  show();
})();
