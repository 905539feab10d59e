// A visitor acts only through pages: opens, fills, presses, reads. The first time a visitor reaches a page, it is looked at in
// every mode: both languages, 360 and 1366 px, large text, without script, each with axe. The pages of the acts on a case share one
// route and differ in everything else: each act is looked at on a phone.
import { createRequire } from 'node:module';
import { appendFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { routeOf } from './huiyin.mjs';

const axe = createRequire(import.meta.url)('axe-core').source;
// the browser without windows of its own, where there is one: the other draws a desk around every page
const browser = process.env.CHROMIUM ?? ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium'].find((f) => existsSync(f));
const flags = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
const rules = { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] };

const modes = [
  { name: 'zh-1366', lang: 'zh-CN', large: 'no', width: 1366, height: 768, script: true },
  { name: 'zh-360', lang: 'zh-CN', large: 'no', width: 360, height: 740, script: true },
  { name: 'en-360-large', lang: 'en', large: 'yes', width: 360, height: 740, script: true },
  { name: 'en-1366-noscript', lang: 'en', large: 'no', width: 1366, height: 768, script: false },
];

export class World {
  constructor(server, routes, out) {
    Object.assign(this, { server, routes, out, seen: new Map(), acted: new Map(), faults: [], windows: new Map() });
  }

  async launch() {
    this.browser = await chromium.launch({ executablePath: browser, args: flags });
  }

  /** visitor opens a fresh browser window; with a role it signs in through the entry page. */
  async visitor(role, { script = true, width = 1366, height = 900 } = {}) {
    const context = await this.browser.newContext({ viewport: { width, height }, javaScriptEnabled: script, acceptDownloads: true });
    context.setDefaultTimeout(15_000);
    const v = new Visitor(this, context, await context.newPage(), role);
    if (role) await v.signIn(role);
    return v;
  }

  /** as returns the visitor of a role or second account, signed in once for all journeys. */
  async as(role) {
    this.people ??= new Map();
    if (!this.people.has(role)) this.people.set(role, await this.visitor(role));
    return this.people.get(role);
  }

  /** elsewhere is the same browser and the same books before another installation, with visitors of its own. */
  elsewhere(server) { return Object.assign(Object.create(this), { server, people: new Map() }); }

  /** apart is the same for a journey that goes on beside others: with windows of its own to look through. */
  apart(journey) { return Object.assign(Object.create(this), { journey, act: '', windows: new Map() }); }

  /** note remembers which pages the present act of a play has opened: the mission's table is held against it. */
  note(key) { this.acted.get(this.act)?.pages.add(key); }

  /** keep saves what every window shows, so that a failure can be seen. */
  async keep(name) {
    let n = 0;
    for (const context of this.browser.contexts()) for (const page of context.pages()) {
      if (![...this.windows.values()].some((w) => w.page === page)) await page.screenshot({ path: join(this.out, `failed-${name}-${++n}.png`), fullPage: true }).catch(() => {});
    }
  }

  async close() { await this.browser?.close(); }

  /** look opens a page in every mode with the visitor's own session. */
  async look(visitor, route, url, shot = route.name, wide = false) {
    const again = this.seen.has(route.path);
    this.seen.set(route.path, url);
    const cookies = (await visitor.context.cookies()).filter((c) => !/_(lang|large|said)$/.test(c.name));
    if (process.env.LOOK === 'no') return; // while a journey is being written
    for (const mode of modes.filter((m) => !again || m.width === 360 || (wide && m.name === 'zh-1366'))) {
      const window = await this.window(mode);
      await window.page.context().clearCookies();
      const own = [{ name: 'huiyin_lang', value: mode.lang }, { name: 'huiyin_large', value: mode.large }];
      await window.page.context().addCookies([...cookies, ...own.map((c) => ({ ...c, url: this.server.base }))]);
      const wrong = window.wrong = (what) => {
        this.faults.push(`${shot} (${url}) ${mode.name}: ${what}`);
        appendFileSync(join(this.out, 'faults.txt'), `${this.faults.at(-1)}\n`); // to read while the rest still runs
      };
      await this.check(window, shot, url, mode, wrong).catch((e) => wrong(e.message.split('\n')[0]));
    }
  }

  /** window is the one window of a mode, kept open: opening one costs more than a page. */
  async window(mode) {
    if (!this.windows.has(mode.name)) {
      const context = await this.browser.newContext({ viewport: { width: mode.width, height: mode.height }, javaScriptEnabled: mode.script });
      const window = { page: await context.newPage(), wrong: () => {} };
      if (!mode.script) {
        const protocol = await context.newCDPSession(window.page);
        window.scripts = (run) => protocol.send('Emulation.setScriptExecutionDisabled', { value: !run });
      }
      window.page.on('pageerror', (e) => window.wrong(`script: ${e.message}`));
      window.page.on('console', (m) => { if (m.type() === 'error') window.wrong(`console: ${m.text()}`); });
      this.windows.set(mode.name, window);
    }
    return this.windows.get(mode.name);
  }

  /** check opens a page and holds it against what every page promises. A page without script is measured as it stands: only what measures runs in it. */
  async check({ page, scripts }, shot, url, mode, wrong) {
    await scripts?.(false);
    const answer = await page.goto(url);
    if (answer.status() !== 200) wrong(`status ${answer.status()}`);
    if (new URL(page.url()).pathname !== new URL(url).pathname) wrong(`led to ${page.url()}`);
    const html = await page.content();
    if (!html.includes(`<html lang="${mode.lang}"`)) wrong('is in the other language');
    for (const [key] of (await page.locator('body').innerText()).matchAll(/\[[a-z_0-9]+(\.[a-z_0-9]+)+\]/g)) wrong(`no text for ${key}`);
    await scripts?.(true);
    const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    if (over > 0) wrong(`is ${over} px too wide`);
    await page.evaluate(axe);
    const { violations } = await page.evaluate((r) => {
      const bar = document.querySelector('.foot'); // what the bar at the bottom covers depends only on how far one has scrolled
      if (bar) bar.style.position = 'static';
      return window.axe.run(r);
    }, rules);
    for (const v of violations) wrong(`axe ${v.id}: ${v.nodes[0].html.slice(0, 160)} — ${v.nodes[0].failureSummary.replace(/\s+/g, ' ').slice(0, 200)}`);
    if (process.env.PICTURES === 'no' && shot !== 'readme') return; // where nobody looks at them: tall pages take longer to draw than to check
    if (mode.lang === 'zh-CN' || !mode.script) await page.screenshot({ path: join(this.out, `${shot}-${mode.name}.png`), fullPage: shot !== 'readme' });
  }
}

export class Visitor {
  constructor(world, context, page, role) { Object.assign(this, { world, context, page, role }); }

  async signIn(role) {
    const known = this.world.server.accounts[role];
    if (!known) throw new Error(`no demonstration account for ${role}`);
    await this.open('/sign-in');
    const form = this.page.locator('main form.card');
    await form.locator('[name=account]').fill(known.account);
    await form.locator('[name=password]').fill(known.password);
    await form.locator('button').click();
    await this.arrived();
    if (this.here() !== '/account/password') return;
    const own = `own-${known.account}-2023`; // a first password is changed before anything else
    for (const [name, value] of [['old', known.password], ['new', own], ['again', own]]) await this.page.locator(`main form [name=${name}]`).fill(value);
    await this.page.locator('main form button').click();
    known.password = own;
    await this.arrived();
  }

  /** open goes to an address of the site, as from a bookmark. */
  async open(path) { await this.page.goto(this.world.server.base + path); await this.arrived(); }

  /** follow clicks a link by its text. */
  async follow(text, within = 'body') { await this.page.locator(within).getByRole('link', { name: text }).first().click(); await this.arrived(); }

  /** press clicks a button by its text. */
  async press(text, within = 'main') { await this.page.locator(within).getByRole('button', { name: text }).first().click(); await this.arrived(); }

  /** fill types into the input with this label; choose, tick and pick act on selects, boxes and files. */
  async fill(label, value) { await this.page.getByLabel(label).first().fill(value); }
  async choose(label, value) { await this.page.getByLabel(label).first().selectOption(value); }
  async tick(label) { await this.page.getByLabel(label).first().check(); }
  async pick(label, file) { await this.page.getByLabel(label).first().setInputFiles(file); }

  /** text is what a person reads on the page. */
  async text(within = 'main') { return this.page.locator(within).innerText(); }

  /** arrived notes the page reached and looks at it in every mode the first time. */
  async arrived() {
    await this.page.waitForLoadState('load');
    const url = this.page.url();
    const route = routeOf(this.world.routes, new URL(url).pathname);
    const refused = await this.page.locator('.error-summary').count();
    if (!route || refused || this.blind) return;
    const status = await this.page.evaluate(() => performance.getEntriesByType('navigation')[0]?.responseStatus ?? 200).catch(() => 200);
    if (status >= 400) return; // what is not this visitor's to open is no page to look at
    const act = url.match(/\/(?:do|begin)\/(\w+)/)?.[1];
    const list = url.match(/\/year\/(\w+)(?:$|\?)/)?.[1];
    const kind = route.path === '/dossiers/{id}' ? await this.page.locator('[data-kind]').first().getAttribute('data-kind') : '';
    const key = act ? `act ${act}` : list ? `/year/${list}` : kind ? `dossier ${kind}` : route.path;
    this.world.note(key);
    if (this.world.seen.has(key)) return;
    if (key !== route.path) this.world.seen.set(key, url);
    await this.world.look(this, route, url, act ? `act-${act}` : list ? `list-${list}` : kind ? `dossier-${kind}` : route.name);
  }

  /** glance looks at the present page again, in its present state, on a phone; wide also on a desk. */
  async glance(shot, wide = false) {
    const url = this.page.url();
    await this.world.look(this, routeOf(this.world.routes, new URL(url).pathname), url, shot, wide);
  }

  /** act begins an act from the page of a case: a button of its foot, or a link under "more". */
  async act(text) {
    const foot = this.page.locator('section.foot form, ul.more').locator('a, button').filter({ hasText: text });
    const exact = foot.filter({ hasText: new RegExp(`^\\s*${text}\\s*$`) });
    await ((await exact.count()) ? exact : foot).first().click();
    await this.arrived();
  }

  /** here is the address of the page, without the site. */
  here() { return new URL(this.page.url()).pathname; }

  /** begin goes to a list of the year's work and presses what begins a dossier of it. */
  async begin(kind, action) {
    await this.open(`/year/${kind}`);
    await this.page.locator(`main a[href$="/begin/${action}"]`).first().click();
    await this.arrived();
  }

  /** files begins a dossier, fills and sends, and returns its address. */
  async files(kind, action, values) {
    await this.begin(kind, action);
    await this.set(values);
    await this.send();
    await this.done(action);
    return this.here();
  }

  /** part begins an act on a part of a dossier: the nth link in its tables with this text. */
  async part(text, nth = 0) {
    await this.page.locator('main table').getByRole('link', { name: text, exact: true }).nth(nth).click();
    await this.arrived();
  }

  /** done fails when a form has come back. */
  async done(what) {
    const wrong = this.page.locator('.error-summary, .banner.stop');
    if (/\/(do|begin)\//.test(this.page.url()) && (await wrong.count())) throw new Error(`${what}: ${await wrong.first().innerText()}`);
  }

  /** option finds what a field offers: the first choice of its list that matches. */
  async option(name, match = /./) {
    const of = (selector) => this.page.locator(selector).evaluateAll((l) => l.map((o) => o.value || o.textContent));
    const select = await this.page.locator(`form.actform select[name="${name}"] option`).evaluateAll((l) => l.map((o) => [o.value, o.textContent]));
    const chosen = select.find(([value, text]) => value && match.test(text));
    if (chosen) return chosen[0];
    const listed = (await of(`[id="f-${name.replace(/\.\d+$/, '')}-list"] option`)).find((o) => match.test(o));
    if (!listed) throw new Error(`${name} offers nothing like ${match}`);
    return listed;
  }

  /** lines fills a list line by line, asking for more lines when they run out; a line of several inputs is an object. */
  async lines(list, values) {
    for (const [i, value] of values.entries()) {
      if (!(await this.page.locator(`form.actform [name^="${list}.${i}"]`).count())) await this.page.locator(`button[name=_more][value="${list}"]`).click();
      await this.set(typeof value === 'object' ? Object.fromEntries(Object.entries(value).map(([k, v]) => [`${list}.${i}.${k}`, v])) : { [`${list}.${i}`]: value });
    }
  }

  /** called is the name of the visitor as the head of the page writes it. */
  async called() { return (await this.page.locator('header details.menu.right > summary').innerText()).trim(); }

  /** serves is the body in which the visitor's post is. */
  async serves() { return (await this.page.locator('header').first().innerText()).match(/(\S+) · /)[1]; }

  /** offers lists what the page says this person can do now. */
  async offers() { return this.page.locator('section.foot form, ul.more').locator('a, button').allInnerTexts(); }

  /** set fills inputs by the names that the form gives them; for radios and boxes the value names the choice. */
  async set(values, form = 'form.actform') {
    for (const [name, value] of Object.entries(values)) {
      const all = this.page.locator(`${form} [name="${name}"]:not([type=hidden])`);
      const kind = await all.first().evaluate((e) => (e.tagName === 'SELECT' ? 'select' : e.type));
      if (kind === 'radio' || kind === 'checkbox') for (const v of [value].flat()) await this.page.locator(`${form} [name="${name}"][value="${v}"]`).check();
      else if (kind === 'select') await all.first().selectOption(value);
      else if (kind === 'file') await all.first().setInputFiles(value);
      else await all.first().fill(value);
    }
  }

  /** send presses the button of the act's form. */
  async send() { await this.page.locator('form.actform .buttons button.btn-primary').click(); await this.arrived(); }

  /** does is one whole act: begin, fill, send. It fails when the form comes back. */
  async does(text, values = {}) {
    await this.act(text);
    await this.set(values);
    if (await this.page.locator('form.actform').count()) await this.send();
    await this.done(text);
  }

  /** links lists the addresses in the main part of the page that match. */
  async links(match, within = 'main') {
    const all = await this.page.locator(`${within} a[href]`).evaluateAll((list) => list.map((a) => a.getAttribute('href')));
    return [...new Set(all)].filter((h) => match.test(h));
  }

  /** find opens the cases of a list until one offers this person the act. */
  async find(list, act) {
    await this.open(list);
    for (const href of (await this.links(/^\/suggestions\/\d+$/)).slice(0, 40)) {
      this.blind = true;
      await this.open(href);
      this.blind = false;
      if ((await this.offers()).some((t) => t.trim() === act)) return href;
    }
    throw new Error(`no case of ${list} offers ${act}`);
  }

  /** status opens an address and returns how it was answered. */
  async status(path) { return (await this.page.goto(this.world.server.base + path)).status(); }

  /** window opens a second window of the same person. */
  async window() { const v = new Visitor(this.world, this.context, await this.context.newPage(), this.role); v.blind = true; return v; }

  async close() { await this.context.close(); }
}
