'use strict';
// Shows what the application sends at /live (server-sent events). Once after each start it reads /actuator/database, and in development
// the end of /actuator/logfile. The history of the chart and of the timeline is kept here. Needs no library.

const KEPT = 120000; // milliseconds of the chart
const NAMES = { UP: 'good', DEGRADED: 'warn', UNKNOWN: 'warn', DOWN: 'bad', OUT_OF_SERVICE: 'bad' };
const byId = (id) => document.getElementById(id);
let samples = [];
let events = [];
let startedAt = null;
let outageSince = null;

function element(name, text, attributes = {}) {
  const created = document.createElement(name);
  created.textContent = text;
  Object.entries(attributes).forEach(([key, value]) => created.setAttribute(key, value));
  return created;
}

function show(id, text, kind) {
  const shown = byId(id);
  if (shown.textContent !== text) {
    shown.textContent = text;
  }
  if (kind) {
    shown.dataset.kind = kind;
  }
}

const clock = (at) => new Date(at).toLocaleTimeString([], { hour12: false });
const millis = (seconds) => (seconds * 1000).toFixed(seconds < 0.01 ? 2 : 0) + ' ms';
const plural = (count, noun) => count + ' ' + noun + (count === 1 ? '' : 's');
const meter = (sample, name) => sample.meters[name] || 0;

// The lines of the Prometheus format as one number for each name and tag; the tag of the pool is left out.
function numbers(text) {
  const found = {};
  text.split('\n').filter((line) => /^(chanuka_db|hikaricp_connections)_/.test(line)).forEach((line) => {
    const [, name, tags, value] = line.match(/^(\w+)(?:\{(.*)\})? (\S+)$/);
    const tag = [...(tags || '').matchAll(/(\w+)="([^"]*)"/g)].filter(([, key]) => key !== 'pool').map(([, , of]) => ' ' + of).join('');
    if (Number(value)) {
      found[name + tag] = Number(value);
    }
  });
  return found;
}

// ---- timeline: what changed from one sample to the next

function mark(at, kind, text) {
  events.push({ at: new Date(at).getTime(), kind, text });
  events = events.slice(-100);
  const list = byId('timeline');
  list.querySelector('.none')?.remove();
  const entry = element('li', '', { 'data-kind': kind });
  entry.append(element('time', clock(at), { datetime: new Date(at).toISOString() }), text);
  list.prepend(entry);
  while (list.children.length > 100) {
    list.lastChild.remove();
  }
}

const CLOSED = {
  error: 'closed (evicted) after an error', validation: 'closed (evicted), because it no longer answered', failover: 'renewed after a failover',
  retired: 'closed, because it was idle or at its maximum lifetime', uses: 'closed, because it reached its maximum uses',
  reload: 'renewed, because certificates changed', shutdown: 'closed by the shutdown'
};

function compare(before, now) {
  const grown = (name) => meter(now, name) - meter(before, name);
  if (now.outage && !outageSince) {
    outageSince = new Date(now.at);
    const state = now.outage.sqlState ? ', PostgreSQL\'s error code ' + now.outage.sqlState : '';
    mark(now.at, 'bad', 'Outage begins: no connection can be opened (' + now.outage.kind.toLowerCase().replaceAll('_', ' ') + state + ')');
  }
  if (!now.outage && outageSince) {
    mark(now.at, 'good', 'Reconnected after ' + ((new Date(now.at) - outageSince) / 1000).toFixed(1) + ' s');
    outageSince = null;
  }
  Object.entries(CLOSED).forEach(([reason, text]) => {
    const count = grown('chanuka_db_connections_closed_total ' + reason);
    if (count > 0) {
      mark(now.at, reason === 'retired' ? 'neutral' : 'warn', plural(count, 'connection') + ' ' + text);
    }
  });
  if (before.status !== now.status) {
    mark(now.at, NAMES[now.status] || 'neutral', 'Health: ' + now.status + ' (was ' + before.status + ')');
  }
  if (before.readiness !== now.readiness) {
    mark(now.at, now.readiness === 'UP' ? 'good' : 'bad', now.readiness === 'UP' ? 'Readiness on: a load balancer sends requests again'
      : 'Readiness off: a load balancer sends no further requests');
  }
  if (!before.pool.waiting && now.pool.waiting) {
    mark(now.at, 'warn', 'Callers wait for a connection: ' + now.pool.waiting);
  }
  if (before.pool.waiting && !now.pool.waiting) {
    mark(now.at, 'good', 'No caller waits any more');
  }
  if (grown('chanuka_db_pool_read_only') > 0) {
    mark(now.at, 'bad', 'The server is read-only');
  }
  if (grown('chanuka_db_pool_failovers_total') > 0) {
    mark(now.at, 'good', 'Failover: new connections are writable, all others are renewed');
  }
  if (grown('chanuka_db_retry_attempts_total transient') > 0) {
    mark(now.at, 'warn', 'An operation failed with an error that may pass, and is attempted again');
  }
  if (grown('chanuka_db_retry_exhausted_total') > 0) {
    mark(now.at, 'bad', 'An operation failed in every attempt');
  }
  if (grown('hikaricp_connections_timeout_total') > 0) {
    mark(now.at, 'bad', 'A caller waited as long as allowed and got no connection');
  }
  if (grown('chanuka_db_statements_slow_total') > 0) {
    mark(now.at, 'warn', 'Slow statement');
  }
}

// ---- chart

function svg(name, attributes) {
  const created = document.createElementNS('http://www.w3.org/2000/svg', name);
  Object.entries(attributes).forEach(([key, value]) => created.setAttribute(key, value));
  return created;
}

function draw() {
  const end = Date.now();
  const recent = samples.filter((sample) => end - new Date(sample.at) < KEPT);
  const highest = Math.max(1, ...recent.map((sample) => Math.max(sample.pool.maximum, sample.pool.waiting))) * 1.1;
  const x = (at) => (720 * (1 - (end - new Date(at)) / KEPT)).toFixed(1);
  const y = (count) => (196 - 190 * count / highest).toFixed(1);
  const parts = [];
  recent.forEach((sample, index) => {
    if (sample.outage || sample.status === 'DOWN') {
      const width = Math.min(20, x(recent[index + 1]?.at || end) - x(sample.at)) + 0.2;
      parts.push(svg('rect', { class: 'outage', x: x(sample.at), y: 0, width, height: 200 }));
    }
  });
  events.filter((event) => end - event.at < KEPT)
    .forEach((event) => parts.push(svg('line', { class: 'event', x1: x(event.at), x2: x(event.at), y1: 182, y2: 200 })));
  if (recent.length) {
    const limit = y(recent[recent.length - 1].pool.maximum);
    parts.push(svg('line', { class: 'limit', x1: 0, x2: 720, y1: limit, y2: limit }));
  }
  ['idle', 'active', 'waiting'].forEach((name) => parts.push(svg('polyline', {
    class: name, points: recent.map((sample) => x(sample.at) + ',' + y(sample.pool[name])).join(' ')
  })));
  byId('chart').replaceChildren(...parts);
}

// ---- what holds now

function figures(id, rows) {
  byId(id).replaceChildren(...rows.map(([name, value]) => {
    const row = document.createElement('div');
    row.append(element('dt', name), element('dd', value));
    return row;
  }));
}

function showPool(now) {
  const { active, idle, waiting, maximum } = now.pool;
  byId('gauge').max = maximum || 1;
  byId('gauge').value = active;
  show('gauge-text', active + ' of at most ' + maximum + ' active, ' + idle + ' idle, ' + waiting + ' pending');
  const first = samples.find((sample) => new Date(now.at) - new Date(sample.at) < 10000) || now;
  const count = meter(now, 'hikaricp_connections_acquire_seconds_count') - meter(first, 'hikaricp_connections_acquire_seconds_count');
  const total = meter(now, 'hikaricp_connections_acquire_seconds_sum') - meter(first, 'hikaricp_connections_acquire_seconds_sum');
  show('acquire', count > 0 ? millis(total / count) + ' on average, last 10 s' : 'no query in the last 10 s');
  show('acquire-max', millis(meter(now, 'hikaricp_connections_acquire_seconds_max')));
  const sum = (prefix) => Object.entries(now.meters).filter(([name]) => name.startsWith(prefix)).reduce((all, [, value]) => all + value, 0);
  show('opened', String(sum('chanuka_db_connections_opened')));
  show('closed', String(sum('chanuka_db_connections_closed')));
  show('failed', String(sum('chanuka_db_connections_failed')));
}

function showHolders(holders) {
  const now = Date.now();
  const long = holders.map((holder) => ({ ...holder, seconds: (now - new Date(holder.since)) / 1000 })).filter((holder) => holder.seconds > 2);
  show('holders', long.length ? 'Active for long: ' + long.map((holder) => 'thread ' + holder.thread + ', ' + holder.seconds.toFixed(0) + ' s'
    + (holder.statement ? ', last statement: ' + holder.statement : '')).join('; ') : '');
}

function showCounters(now) {
  figures('counters', [
    ['Operations that succeeded (with retry)', meter(now, 'chanuka_db_retry_attempts_total success')],
    ['Attempts that failed and were repeated', meter(now, 'chanuka_db_retry_attempts_total transient')],
    ['Operations lost after every attempt', meter(now, 'chanuka_db_retry_exhausted_total')],
    ['Failovers', meter(now, 'chanuka_db_pool_failovers_total')],
    ['Slow statements', meter(now, 'chanuka_db_statements_slow_total')]
  ]);
}

function showHealth(database, readiness) {
  const runtime = database.components?.runtime || database;
  const details = runtime.details || {};
  const kind = NAMES[runtime.status] || 'neutral';
  const lines = [runtime.status]
    .concat(details.problems || []).concat((details.recommendations || []).map((text) => 'Advice: ' + text));
  const text = runtime.status === 'UP' ? 'UP: the database answers.' : lines.join(' – ');
  show('health', text, kind);
  show('status', runtime.status, kind);
  const ready = readiness === 'UP';
  show('readiness', ready ? 'accepted' : 'refused', ready ? 'good' : 'bad');
  show('readiness-text', (ready ? 'Requests are accepted (readiness is on): a load balancer sends requests to this application.'
    : 'Requests are refused (readiness is off): a load balancer sends no requests to this application until the database answers.'));
  const migration = database.components?.migration?.details;
  if (migration) {
    show('migration', (migration.version ? 'version ' + migration.version + ', ' : '') + migration.outcome + ', '
      + (migration.applied ?? 0) + ' applied in ' + (migration.durationMs ?? 0) + ' ms at ' + clock(migration.finishedAt));
  }
}

// The end of the log, from the last character that was read; a first answer is limited to 20,000 characters.
const log = { position: -20000, rest: '', available: true };

async function readLog() {
  const answer = await fetch('actuator/logfile', { headers: { Range: log.position < 0 ? 'bytes=' + log.position : 'bytes=' + (log.position - 1) + '-' } })
    .catch(() => null);
  if (answer && answer.ok) {
    const range = (answer.headers.get('Content-Range') || '').match(/(\d+)-(\d+)\//);
    const text = await answer.text();
    const lines = (log.rest + (log.position < 0 ? text : text.slice(1))).split('\n');
    log.rest = lines.pop();
    log.position = range ? Number(range[2]) + 1 : -20000;
    showStatements(lines.map((line) => line.match(/ io\.chanuka\.db\.statements(?:\.slow)? *: (.*)/)?.[1])
      .filter((line) => line && !line.includes('; thread chanuka-db-health')));
  } else if (answer) {
    log.position = -20000;
    log.available = answer.status === 416;
  }
  if (log.available) {
    setTimeout(readLog, 1000);
  }
}

function showStatements(lines) {
  const list = byId('statements');
  lines.forEach((line) => {
    byId('statements-section').hidden = false;
    list.prepend(element('li', line));
  });
  while (list.children.length > 20) {
    list.lastChild.remove();
  }
}

// ---- what holds since the start

async function showSettings() {
  const answer = await fetch('actuator/database');
  if (!answer.ok) {
    return;
  }
  const database = await answer.json();
  byId('endpoints').replaceChildren(...[['Runtime: queries of the application', database.runtime], ['Migrations: changes of the schema', database.migration]]
    .map(([title, endpoint]) => {
      const card = document.createElement('div');
      const list = element('dl', '', { class: 'figures' });
      [['Address', endpoint.url], ['User', endpoint.user || '–'], ['Provider', endpoint.provider + ', ' + endpoint.kind], ['Reason', endpoint.reason],
        ['Encryption', endpoint.encryption], ['Origin', endpoint.origin]].forEach(([name, value]) => {
        const row = document.createElement('div');
        row.append(element('dt', name), element('dd', value));
        list.append(row);
      });
      card.append(element('h3', title), list);
      return card;
    }));
  byId('settings').replaceChildren(...Object.entries(database.settings).map(([name, setting]) => {
    const row = document.createElement('tr');
    row.append(element('th', name, { scope: 'row' }), element('td', setting.value), element('td', setting.origin));
    return row;
  }));
}

async function showExperiments() {
  if (byId('visitor')) {
    return;
  }
  const answer = await fetch('experiments.html');
  if (!answer.ok) {
    return;
  }
  const buttons = new DOMParser().parseFromString(await answer.text(), 'text/html');
  byId('buttons').replaceChildren(...buttons.body.children);
  byId('experiments').hidden = false;
  byId('try').hidden = false;
  byId('buttons').querySelectorAll('button').forEach((button) => button.addEventListener('click', () => run(button)));
  visit();
  readLog();
}

async function run(button) {
  const name = button.textContent;
  mark(Date.now(), 'neutral', 'Button: ' + name);
  show('result', name + ' …');
  try {
    const parameters = new URLSearchParams(button.dataset.parameters || '');
    if (button.dataset.run === 'exhaust') {
      parameters.set('count', samples[samples.length - 1].pool.maximum + 3);
    }
    const answer = await fetch('experiments/' + button.dataset.run + '?' + parameters, { method: 'POST' });
    const text = await answer.text();
    const done = text ? text.replace(/^1 queries .*maximum /, 'The query took ') : name + ': begun.';
    show('result', answer.ok ? done : name + ': the answer was ' + answer.status + '.');
  } catch (failure) {
    show('result', name + ': no answer.');
  }
}

// ---- the visitor: one request at a time, at most one in a second

const visits = { answered: 0, failed: 0, failing: false };

async function visit() {
  if (byId('visitor').checked) {
    const begin = performance.now();
    let status = 'no answer';
    try {
      const answer = await fetch('entries?size=1');
      status = answer.ok ? '' : 'HTTP ' + answer.status;
    } catch (failure) {
      // The application is not running.
    }
    const took = performance.now() - begin;
    if (status) {
      visits.failed++;
    } else {
      visits.answered++;
    }
    if (Boolean(status) !== visits.failing) {
      visits.failing = Boolean(status);
      mark(Date.now(), status ? 'bad' : 'good', status ? 'The visitor\'s request failed (' + status + ')' : 'The visitor\'s requests are answered again');
    } else if (!status && took > 500) {
      mark(Date.now(), 'warn', 'The visitor\'s request was answered after ' + (took / 1000).toFixed(1) + ' s');
    }
    show('visits', visits.answered + ' answered, ' + visits.failed + ' failed, the last one took ' + took.toFixed(0) + ' ms');
  }
  setTimeout(visit, 1000);
}

// ---- the stream

function start(state) {
  if (startedAt) {
    mark(state.startedAt, 'good', 'The application has started again');
  }
  startedAt = state.startedAt;
  show('started', clock(startedAt));
  show('drain', state.lastDrain || 'none: the application has not been restarted by this page');
  showSettings();
  if (state.experiments) {
    showExperiments();
  }
}

function add(sample) {
  const before = samples[samples.length - 1];
  if (before && before.startedAt === sample.startedAt) {
    compare(before, sample);
  }
  samples.push(sample);
  samples = samples.slice(-240);
}

function state(data) {
  const now = JSON.parse(data);
  show('stream', 'live', 'good');
  if (now.startedAt !== startedAt) {
    start(now);
  }
  const { at, pool, outage } = now;
  const sample = { at, startedAt, pool, outage, status: now.health.status, readiness: now.readiness.status, meters: numbers(now.meters) };
  add(sample);
  showPool(sample);
  showHolders(now.holders);
  showCounters(sample);
  showHealth(now.health, sample.readiness);
  draw();
}

function connect() {
  const source = new EventSource('live');
  source.onmessage = (event) => state(event.data);
  source.onerror = () => {
    if (byId('stream').textContent === 'live') {
      mark(Date.now(), 'bad', 'The application ended the stream: it stops');
    }
    show('stream', 'waiting for the application', 'bad');
    source.close();
    setTimeout(connect, 1000);
  };
}

// ---- what was seen before the page was loaded again

function restore() {
  const history = JSON.parse(sessionStorage.getItem('history') || '{"samples": [], "events": []}');
  history.events.forEach(({ at, kind, text }) => mark(at, kind, text));
  samples = history.samples;
  const last = samples[samples.length - 1];
  outageSince = last?.outage ? new Date(last.at) : null;
}

addEventListener('pagehide', () => sessionStorage.setItem('history', JSON.stringify({ samples, events })));
connect();
restore();
